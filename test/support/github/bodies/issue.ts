import type { Description } from "../description.ts";
import { may } from "../permissions.ts";
import type { Actor, Comment, Issue, State } from "../state.ts";

/** Bodies of issues, and of what belongs to them. */
export interface IssueBodies {
  repository(actor: Actor): object;
  issue(issue: Issue): object;
  comment(issue: Issue, comment: Comment): object;
  label(name: string): object;
  user(login: string): object;
  /** Somebody, to themselves. */
  self(actor: Actor): object;
}

export function issueBodies(description: Description, state: State, api: string): IssueBodies {
  const { owner, repo } = state;
  const home = `${api}/repos/${owner}/${repo}`;
  const page = (issue: Issue) =>
    `https://github.com/${owner}/${repo}/${issue.pullRequest ? "pull" : "issues"}/${issue.number}`;
  const user = (login: string) => ({
    ...(description.example("issue").user as object),
    login,
    type: login.endsWith("[bot]") ? "Bot" : "User",
  });
  const label = (name: string) => ({ ...description.example("label"), name });
  return {
    user,
    label,
    self: ({ login }) => ({ ...description.example("public-user-default-response"), login }),
    repository: (actor) => ({
      ...description.example("full-repository-default-response"),
      // GitHub's own example leaves out what its schema requires, here and in the repository that it was forked from.
      language: null,
      source: undefined,
      node_id: repositoryId(state),
      name: repo,
      full_name: `${owner}/${repo}`,
      owner: user(owner),
      url: home,
      html_url: `https://github.com/${owner}/${repo}`,
      default_branch: state.defaultBranch,
      archived: state.archived,
      has_issues: state.hasIssues,
      fork: state.fork,
      permissions: {
        ...{ admin: false, maintain: false, triage: false },
        push: may(actor, "contents", "write"),
        pull: true,
      },
    }),
    issue(issue) {
      const { pull_request: linked, ...example } = description.example("issue");
      const { number, title, body, state: open, state_reason, locked } = issue;
      return {
        ...example,
        ...(issue.pullRequest
          ? { pull_request: { ...links(home, issue, page(issue), linked), merged_at: issue.pull?.merged?.at ?? null } }
          : {}),
        ...(issue.pull ? { draft: issue.pull.draft } : {}),
        ...{ number, title, body, state: open, state_reason, locked },
        repository_url: home,
        url: `${home}/issues/${number}`,
        html_url: page(issue),
        user: user(issue.author),
        labels: issue.labels.map(label),
        assignee: issue.assignees[0] === undefined ? null : user(issue.assignees[0]),
        assignees: issue.assignees.map(user),
        comments: issue.comments.length,
        closed_at: open === "closed" ? "2026-01-02T03:04:05Z" : null,
      };
    },
    comment: (issue, { id, author, body }) => ({
      ...description.example("issue-comment"),
      id,
      body,
      user: user(author),
      issue_url: `${home}/issues/${issue.number}`,
      html_url: `${page(issue)}#issuecomment-${id}`,
    }),
  };
}

/** GraphQL's id of the repository. */
export function repositoryId({ owner, repo }: State): string {
  return `R_${owner}_${repo}`;
}

/** Where an issue is a pull request. */
function links(home: string, { number }: Issue, page: string, example: unknown): object {
  return { ...(example as object), url: `${home}/pulls/${number}`, html_url: page };
}
