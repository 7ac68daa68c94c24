import { isAncestor } from "../git/history.ts";
import { branchRef, type PullRequest, pullsOf } from "../refs.ts";
import { invalid, type Reply, refused } from "../replies.ts";
import type { Issue, State } from "../state.ts";

/** Changes an issue as asked, or says why not. */
export function edited(state: State, issue: Issue, asked: Readonly<Record<string, unknown>>): Reply | undefined {
  const { title, body, state: wanted, state_reason: reason } = asked as Partial<Issue>;
  const pull = pullsOf(state).find(({ number }) => number === issue.number);
  const reopens = wanted === "open" && issue.state === "closed";
  const refusal =
    disabledFor(state, issue) ??
    malformed("Issue", { title: issue.title, ...asked }) ??
    (pull && reopens ? notReopened(state, pull) : undefined);
  if (refusal) return refusal;
  if (title !== undefined) issue.title = title;
  if (body !== undefined) issue.body = body ?? "";
  if (wanted !== undefined && wanted !== issue.state) {
    issue.state = wanted;
    issue.state_reason = pull ? null : (reason ?? (wanted === "closed" ? "completed" : "reopened"));
  }
  return undefined;
}

/** GitHub counts characters, not bytes. */
export function malformed(resource: string, { title, body }: Readonly<Record<string, unknown>>): Reply | undefined {
  if (typeof title !== "string" || title.trim() === "") return invalid(resource, "title", "missing_field");
  if (title.length > 256) return invalid(resource, "title", "custom", "title is too long (maximum is 256 characters)");
  if ([...String(body ?? "")].length <= 65_536) return undefined;
  return invalid(resource, "body", "custom", "body is too long (maximum is 65536 characters)");
}

/** What keeps an issue from changing; a pull request needs no issues. */
export function disabledFor(state: State, issue: Issue): Reply | undefined {
  return issue.pullRequest ? undefined : disabled(state);
}

/** The answer where the repository has no issues. */
export function disabled({ hasIssues }: State): Reply | undefined {
  return hasIssues ? undefined : refused(410, "Issues are disabled for this repo");
}

/** The open pull requests from a branch to another. */
export function openFor(state: State, head: string, base: string): PullRequest[] {
  return pullsOf(state).filter(({ state, pull }) => state === "open" && pull.head === head && pull.base === base);
}

/** Why a closed pull request cannot be reopened. */
function notReopened(state: State, { pull, number }: PullRequest): Reply | undefined {
  const no = (why: string) => invalid("PullRequest", "state", "custom", `state cannot be changed. ${why}`);
  const now = state.refs.get(branchRef(pull.head));
  if (pull.merged) return no("The pull request is merged.");
  if (now === undefined) return no(`The ${pull.head} branch has been deleted.`);
  if (!state.refs.has(branchRef(pull.base))) return no(`The ${pull.base} branch has been deleted.`);
  if (!isAncestor(state.objects, pull.sha, now)) {
    return no(`The ${pull.head} branch was force-pushed or recreated.`);
  }
  if (openFor(state, pull.head, pull.base).some((other) => other.number !== number)) {
    return no(`There is already an open pull request from ${state.owner}:${pull.head} to ${state.owner}:${pull.base}.`);
  }
  pull.sha = now;
  return undefined;
}
