import type { ProposedCommit } from "../proposal.ts";

/** All branches of ours start with this; no other is ever written. */
export const branchPrefix = "driftpin/";

/** What a branch is to be. */
export interface Order {
  /** Without `refs/heads/`; starts with `driftpin/`. */
  readonly branch: string;
  /** SHA of the commit to build on. */
  readonly base: string;
  /** At least one, in order. */
  readonly commits: readonly ProposedCommit[];
  /** SHA that the branch has to have still; undefined where it must not exist. */
  readonly expected: string | undefined;
  /** Goes into each message as the trailer `Drift-Bot-Id`, which tells our commits from people's. */
  readonly item: string;
  /** `Proposal.identity`: goes into each message as the trailer `Drift-Bot-Tree`, so that a branch tells what it holds. */
  readonly identity: string;
}

/** A branch as it was written. */
export interface Written {
  readonly sha: string;
  /** Whether GitHub says that the commits' signatures are good; undefined where nobody asked. */
  readonly verified: boolean | undefined;
}

/** A way to commit: through GitHub's API, or with git. */
export interface Way {
  /**
   * Makes `branch` be `base` plus the commits, only if it is still at `expected`.
   * @throws LeaseError where somebody moved it, RefusedError where the repository does not let us
   */
  write(order: Order): Promise<Written>;
}

/** The branch is no longer where it was when the plan was made. Nothing was written. */
export class LeaseError extends Error {
  override readonly name = "LeaseError";

  constructor(
    readonly branch: string,
    options?: ErrorOptions,
  ) {
    super(`${branch} was moved by somebody else`, options);
  }
}

/** Why a repository does not take a branch, whoever tries again. */
export type Refusal =
  /** A rule of the repository (GH013), in GitHub's words, such as `Cannot create ref due to creations being restricted.` */
  | { readonly kind: "ruleset"; readonly rule: string }
  /** Commits must have signatures that GitHub can verify. */
  | { readonly kind: "signatures" }
  /** The token lacks `contents: write`. */
  | { readonly kind: "forbidden" }
  | { readonly kind: "archived" }
  /** A file under `.github/workflows/`, which takes a permission that workflows' tokens never have. */
  | { readonly kind: "workflows" };

/** The repository does not take the branch. Nothing was written. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(`the branch was refused: ${"rule" in refusal ? refusal.rule : refusal.kind}`, options);
  }
}

/** The message of a commit: subject, blank line, body, trailers. */
export function messageOf({ subject, body }: ProposedCommit, { item, identity }: Order): string {
  const trailers = `Drift-Bot-Id: ${item}\nDrift-Bot-Tree: ${identity}`;
  return [subject, ...(body.trim() === "" ? [] : [body.trim()]), trailers].join("\n\n");
}

/**
 * Lets only pass what we may write at all: our own branches, and no workflows.
 * @throws RefusedError for a workflow; Error, which is a defect of ours, for a branch that is not ours
 */
export function requireWritable({ branch, commits }: Order): void {
  if (!branch.startsWith(branchPrefix)) throw new Error(`${branch} is not a branch of ours`);
  if (commits.some(touchesWorkflows)) throw new RefusedError({ kind: "workflows" });
}

/** Whether a commit would write a workflow. */
export function touchesWorkflows({ files }: ProposedCommit): boolean {
  return files.some(({ path }) => /^\.github\/workflows\//i.test(path));
}
