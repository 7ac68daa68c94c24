import { Buffer } from "node:buffer";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { UsageError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Access } from "../github/client.ts";
import type { ProposedCommit } from "../proposal.ts";
import { refusalOf } from "./refusal.ts";
import { LeaseError, messageOf, type Order, type Refusal, RefusedError, requireWritable, type Way } from "./way.ts";

/** What git said where it failed, and nobody refused anything: the network, the server. Holds no secret. */
export class GitFailedError extends Error {
  override readonly name = "GitFailedError";
}

/**
 * Commits with git, and pushes. Everything happens in a clone of its own, which has the base's folders and no file: the
 * user's working tree, index and configuration have no part in it. GitHub does not sign such commits.
 * @throws UsageError (DP5007) where `GITHUB_SERVER_URL` or the token is missing
 */
export function wayByGit({ repository, token }: Pick<Access, "repository" | "token">, runtime: Runtime): Way {
  const url = urlOf(repository, runtime.env);
  const login = loginOf(token);
  return {
    async write(order) {
      requireWritable(order);
      return runtime.files.temporary(async (folder) => {
        const git = await runtime.git.open(folder, { url, header: `AUTHORIZATION: basic ${login}` });
        const clone = { folder, run: runner(git, [token, login], runtime), runtime };
        await fetchBase(clone, url, order.base);
        const sha = await commitAll(clone, order);
        await push(clone, sha, order);
        return { sha, verified: undefined };
      });
    },
  };
}

/** Only the server that the environment names: what GHES and ghe.com are called follows from nothing else. */
function urlOf({ owner, repo }: Access["repository"], { GITHUB_SERVER_URL: server }: Runtime["env"]): string {
  if (server) return `${server.replace(/\/+$/, "")}/${owner}/${repo}.git`;
  throw new UsageError("DP5007", {
    what: "GITHUB_SERVER_URL is not set, so git does not know where to push",
    todo: "set it to https://github.com, or to the address of your own server; or use publish.commit-mode: api",
  });
}

function loginOf(token: string | undefined): string {
  if (token !== undefined) return Buffer.from(`x-access-token:${token}`).toString("base64");
  throw new UsageError("DP5007", { what: "there is no token to push with", todo: "set GITHUB_TOKEN" });
}

interface Clone {
  readonly folder: string;
  readonly run: (...args: string[]) => Promise<string>;
  readonly runtime: Runtime;
}

/** Runs git; what it says when it fails has no secret in it, whatever a server has made it say. */
function runner(git: SimpleGit, secrets: readonly (string | undefined)[], { signal }: Runtime): Clone["run"] {
  return async (...args) => {
    try {
      return (await git.raw(args)).trim();
    } catch (error) {
      signal.throwIfAborted();
      const said = error instanceof Error ? error.message : String(error);
      throw new GitFailedError(
        secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "***") : text), said),
      );
    }
  };
}

/** Folders come along, files do not; git would fetch one if it had to read it. */
async function fetchBase({ run }: Clone, url: string, base: string): Promise<void> {
  await run("init", "--quiet");
  await run("config", "gc.auto", "0");
  await run("remote", "add", "origin", url);
  await refusable(run("fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", "origin", base));
}

async function commitAll(clone: Clone, order: Order): Promise<string> {
  const { run } = clone;
  await run("read-tree", order.base);
  let parent = order.base;
  for (const commit of order.commits) {
    await stage(clone, commit);
    // The base's own files are not here.
    const tree = await run("write-tree", "--missing-ok");
    parent = await write(clone, "commit", [
      commitText({ tree, parent, message: messageOf(commit, order) }, clone.runtime),
    ]);
  }
  return parent;
}

async function stage(clone: Clone, { files }: ProposedCommit): Promise<void> {
  if (files.length === 0) return;
  const blobs = (
    await write(
      clone,
      "blob",
      files.map(({ text }) => text),
    )
  ).split("\n");
  const entries = files.flatMap(({ path }, i) => ["--cacheinfo", `100644,${blobs[i]},${path}`]);
  await clone.run("update-index", "--add", "--replace", ...entries);
}

/** Writes objects, as they are: no filter, no line ends of this machine. Gives their names, a line each. */
async function write(
  { folder, run, runtime: { files } }: Clone,
  type: "blob" | "commit",
  texts: readonly string[],
): Promise<string> {
  const paths = texts.map((_, i) => join(folder, "texts", String(i)));
  for (const [i, path] of paths.entries()) await files.write(path, texts[i] ?? "");
  return run("hash-object", "-t", type, "-w", "--no-filters", "--", ...paths);
}

interface CommitParts {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
}

/** A commit object, which says who and when without asking this machine. https://git-scm.com/docs/signature-format */
function commitText({ tree, parent, message }: CommitParts, { clock }: Runtime): string {
  const bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";
  const when = `${Math.floor(clock.now().getTime() / 1000)} +0000`;
  return `tree ${tree}\nparent ${parent}\nauthor ${bot} ${when}\ncommitter ${bot} ${when}\n\n${message.trimEnd()}\n`;
}

/** Pushes with a lease. Where the answer was lost, the branch itself tells whether it came through. */
async function push({ run }: Clone, sha: string, { branch, expected }: Order): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const lease = `--force-with-lease=${ref}:${expected ?? ""}`;
  try {
    await refusable(
      run("push", "--quiet", "--no-verify", "--no-follow-tags", "--no-signed", lease, "origin", `${sha}:${ref}`),
    );
  } catch (cause) {
    if (!(cause instanceof GitFailedError)) throw cause;
    const now = (await run("ls-remote", "origin", ref)).split(/\s/, 1)[0] || undefined;
    if (now === sha) return;
    if (now !== expected) throw new LeaseError(branch, { cause });
    throw cause;
  }
}

async function refusable(done: Promise<string>): Promise<string> {
  try {
    return await done;
  } catch (cause) {
    const refusal = cause instanceof GitFailedError ? refusalIn(cause) : undefined;
    throw refusal ? new RefusedError(refusal, { cause }) : cause;
  }
}

/** GitHub's words over git, and those of its API. */
function refusalIn(error: GitFailedError): Refusal | undefined {
  const { message } = error;
  if (/archived so it is read-only|repository was archived/i.test(message)) return { kind: "archived" };
  if (/Permission to \S+ denied|Write access to repository not granted|returned error: 403/i.test(message))
    return { kind: "forbidden" };
  return refusalOf(error);
}
