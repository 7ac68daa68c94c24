import { commitAt, compare, isAncestor } from "./git/history.ts";
import type { Issue, Pull, State } from "./state.ts";

/** An issue that is a pull request. */
export type PullRequest = Issue & { readonly pull: Pull };

export function pullsOf({ issues }: State): PullRequest[] {
  return issues.filter((issue): issue is PullRequest => issue.pull !== undefined && issue.gone === undefined);
}

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

/** The commit that a branch, a tag, a full ref or an id names. */
export function commitNamed({ refs, objects, owner }: State, name: string): string | undefined {
  const plain = name.replace(`${owner}:`, "");
  if (objects.get(plain)?.type === "commit") return plain;
  return refs.get(plain) ?? refs.get(`refs/${plain}`) ?? refs.get(branchRef(plain)) ?? refs.get(`refs/tags/${plain}`);
}

/**
 * Points a ref at a commit, or takes it away, and lets follow what follows on GitHub: pull requests keep up with their
 * branches, are merged when their base holds them, and closed when a branch is gone; keywords in commits that reach the
 * default branch close issues.
 */
export function moveRef(state: State, ref: string, to: string | undefined): void {
  const before = state.refs.get(ref);
  if (to === undefined) state.refs.delete(ref);
  else state.refs.set(ref, to);
  for (const pull of pullsOf(state).filter((one) => one.state === "open")) follow(state, pull, ref, to);
  if (ref !== branchRef(state.defaultBranch) || to === undefined) return;
  const arrived = before === undefined ? [] : compare(state.objects, before, to).ahead;
  for (const id of arrived) closeNamed(state, commitAt(state.objects, id).message);
}

function follow(state: State, issue: PullRequest, ref: string, to: string | undefined): void {
  const { pull } = issue;
  if (ref === branchRef(pull.head)) {
    const base = state.refs.get(branchRef(pull.base));
    if (to === undefined) close(issue);
    else pull.sha = to;
    // A branch without commits of its own has nothing left to merge.
    if (to !== undefined && base !== undefined && isAncestor(state.objects, to, base)) close(issue);
  } else if (ref === branchRef(pull.base)) {
    if (to === undefined) close(issue);
    else if (isAncestor(state.objects, pull.sha, to)) setMerged(state, issue, to);
    else pull.baseSha = to;
  }
}

/** Merged is closed, and does to issues what its text promises, if it went to the default branch. */
export function setMerged(state: State, issue: PullRequest, sha: string): void {
  issue.pull.merged = { sha, at: state.now };
  close(issue);
  if (issue.pull.base === state.defaultBranch) closeNamed(state, issue.body);
}

function close(issue: Issue): void {
  issue.state = "closed";
}

/** @see https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
function closeNamed({ issues }: State, text: string): void {
  const named = new Set([...text.matchAll(keywords)].map(([, number]) => Number(number)));
  for (const issue of issues) {
    if (named.has(issue.number) && issue.state === "open" && issue.pull === undefined) {
      Object.assign(issue, { state: "closed", state_reason: "completed" });
    }
  }
}

const keywords = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi;
