import type { Description } from "../description.ts";
import { compare } from "../git/history.ts";
import { mergedTree } from "../git/merge.ts";
import type { PullRequest } from "../refs.ts";
import type { Issue, State } from "../state.ts";
import type { GitBodies } from "./git.ts";
import type { IssueBodies } from "./issue.ts";

/** Bodies of pull requests. */
export interface PullBodies {
  pull(issue: PullRequest): object;
  /** As lists have it: without what must be worked out. */
  listedPull(issue: PullRequest): object;
}

export function pullBodies(
  description: Description,
  state: State,
  api: string,
  issues: IssueBodies,
  git: GitBodies,
): PullBodies {
  const { owner, repo } = state;
  const home = `${api}/repos/${owner}/${repo}`;
  const listedPull = (issue: PullRequest) => {
    const { number, title, body, state: open, locked, pull } = issue;
    const page = `https://github.com/${owner}/${repo}/pull/${number}`;
    const example = listedExample(description);
    const side = (name: "head" | "base", branch: string, sha: string | undefined) => {
      const { repo: shown } = example[name] as { repo: object };
      const user = issues.user(owner);
      const repository = { ...shown, name: repo, full_name: `${owner}/${repo}`, url: home, owner: user };
      return { label: `${owner}:${branch}`, ref: branch, sha, user, repo: repository };
    };
    return {
      ...example,
      ...{ number, title, body, state: open, locked, draft: pull.draft },
      node_id: pullId(issue),
      url: `${home}/pulls/${number}`,
      ...{ html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` },
      issue_url: `${home}/issues/${number}`,
      user: issues.user(issue.author),
      labels: issue.labels.map(issues.label),
      assignee: issue.assignees[0] === undefined ? null : issues.user(issue.assignees[0]),
      assignees: issue.assignees.map(issues.user),
      requested_reviewers: [],
      requested_teams: [],
      milestone: null,
      head: side("head", pull.head, pull.sha),
      base: side("base", pull.base, pull.baseSha),
      closed_at: open === "closed" ? "2026-01-02T03:04:05Z" : null,
      merged_at: pull.merged?.at ?? null,
      merge_commit_sha: pull.merged?.sha ?? null,
    };
  };
  return {
    listedPull,
    pull: (issue) => ({
      ...description.example("pull-request"),
      ...listedPull(issue),
      ...workedOut(state, issue, git.files),
      merged: issue.pull.merged !== undefined,
      merged_by: issue.pull.merged ? issues.user("octocat") : null,
      comments: issue.comments.length,
      maintainer_can_modify: false,
    }),
  };
}

/** GraphQL's id of a pull request. */
export function pullId({ number }: Issue): string {
  return `PR_${number}`;
}

function workedOut(state: State, issue: PullRequest, files: GitBodies["files"]): object {
  const { baseSha: base, sha } = issue.pull;
  const { ahead, mergeBase = base } = compare(state.objects, base, sha);
  const lines = files(mergeBase, sha);
  const open = issue.state === "open";
  const mergeable = open ? mergedTree(state.objects, base, sha) !== undefined : null;
  return {
    mergeable,
    mergeable_state: mergeable === null ? "unknown" : mergeable ? (issue.pull.draft ? "draft" : "clean") : "dirty",
    rebaseable: mergeable,
    commits: ahead.length,
    additions: lines.reduce((sum, { additions }) => sum + additions, 0),
    deletions: lines.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: lines.length,
  };
}

function listedExample(description: Description): Record<string, unknown> {
  const [example] = description.example("pull-request-simple-items") as unknown as Record<string, unknown>[];
  return example ?? {};
}
