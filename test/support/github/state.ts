import { type Objects, putBlob, putCommit, type Signature } from "./git/objects.ts";
import { treeOf } from "./git/tree.ts";
import type { Ruleset } from "./rules.ts";

/** What a permission is for, in the words of a workflow's `permissions:`, with underscores. */
export type Scope = "actions" | "contents" | "issues" | "metadata" | "pull_requests" | "workflows";

/** What a token may do. As in a workflow, naming any scope leaves none of the others. */
export type Permissions = Readonly<Partial<Record<Scope, "read" | "write">>>;

/** Who acts. A bot is what an app's or a workflow's token belongs to. */
export interface Actor {
  readonly login: string;
  readonly bot: boolean;
  /** Whether it may write whatever `permissions` could name; without it, it may read. */
  readonly mayWrite: boolean;
  /** Where it may do some of it only. */
  readonly permissions?: Permissions;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** What a pull request is beside an issue. */
export interface Pull {
  /** The branch, without `refs/heads/`. */
  readonly head: string;
  base: string;
  /** Where the branch is; where it was, once this is closed. */
  sha: string;
  /** Where the base was when this was last open. */
  baseSha: string;
  draft: boolean;
  /** The commit on the base that holds it. */
  merged?: { readonly sha: string; readonly at: string };
}

export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  labels: string[];
  assignees: string[];
  locked: boolean;
  /** GitHub lists pull requests among the issues. */
  readonly pullRequest: boolean;
  /** Absent on an issue, and where only the listing counts. */
  readonly pull?: Pull;
  /** What became of it, if it is no longer here. */
  gone?: "deleted" | "transferred";
  comments: Comment[];
}

/** A `repository_dispatch` or `workflow_dispatch` that was sent. */
export interface Dispatch {
  /** The event's type, or the workflow's file. */
  readonly name: string;
  readonly ref?: string;
  readonly payload: unknown;
}

/** All that the stand-in remembers. Plain data: a copy of it is a second GitHub. */
export interface State {
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
  archived: boolean;
  hasIssues: boolean;
  fork: boolean;
  /** The setting "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpenPulls: boolean;
  readonly rulesets: Ruleset[];
  readonly issues: Issue[];
  readonly labels: Set<string>;
  /** Logins that can be assigned, beside the owner's. */
  readonly assignable: Set<string>;
  /** Who a token belongs to. */
  readonly tokens: Map<string, Actor>;
  readonly dispatches: Dispatch[];
  /** Every object that was ever sent, reached or not. */
  readonly objects: Objects;
  /** Commits by full name, such as `refs/heads/main`. */
  readonly refs: Map<string, string>;
  /** ISO 8601. Stands still unless a test moves it. */
  now: string;
  /** Requests left before the primary limit. */
  remaining: number;
  /** When content was written, in ms since 1970, where the secondary limits are switched on. */
  contentWrites?: number[];
}

/** A repository with one commit and no issue, and one token, `bot-token`, of `github-actions[bot]`. */
export function emptyState(): State {
  const objects: Objects = new Map();
  const now = "2026-01-02T03:04:05Z";
  const readme = putBlob(objects, Buffer.from("# Shop\n"));
  const tree = treeOf(objects, new Map([["README.md", { mode: "100644", id: readme }]]));
  const author = signatureOf("octocat", now);
  const first = putCommit(objects, { tree, parents: [], author, committer: author, message: "Open the shop" });
  return {
    owner: "acme",
    repo: "shop",
    defaultBranch: "main",
    archived: false,
    hasIssues: true,
    fork: false,
    actionsMayOpenPulls: true,
    rulesets: [],
    issues: [],
    labels: new Set(["bug"]),
    assignable: new Set(["octocat"]),
    tokens: new Map([["bot-token", { login: "github-actions[bot]", bot: true, mayWrite: true }]]),
    dispatches: [],
    objects,
    refs: new Map([["refs/heads/main", first]]),
    now,
    remaining: 1_000,
  };
}

/** Adds an issue with the next number. */
export function openIssue(state: State, given: Partial<Issue> & Pick<Issue, "author" | "title">): Issue {
  const issue: Issue = {
    number: state.issues.length + 1,
    body: "",
    state: "open",
    state_reason: null,
    labels: [],
    assignees: [],
    locked: false,
    pullRequest: given.pull !== undefined,
    comments: [],
    ...given,
  };
  for (const label of issue.labels) state.labels.add(label);
  state.issues.push(issue);
  return issue;
}

/** How GitHub signs what somebody commits through it. */
export function signatureOf(login: string, date: string): Signature {
  const number = login === "github-actions[bot]" ? "41898282+" : "";
  return { name: login, email: `${number}${login}@users.noreply.github.com`, date };
}
