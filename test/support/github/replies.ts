import type { Description } from "./description.ts";
import type { Actor, Comment, Issue, State } from "./state.ts";

/** What is answered: a status, a body as GitHub would write it, headers. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bodies start from the examples of GitHub's description, and say what the state says. */
export interface Bodies {
  repository(state: State): object;
  issue(state: State, issue: Issue): object;
  comment(state: State, issue: Issue, comment: Comment): object;
  label(name: string): object;
  user(actor: Actor): object;
}

export function bodies(description: Description, api: () => string): Bodies {
  const user = (login: string) => ({
    ...(description.example("issue").user as object),
    login,
    type: login.endsWith("[bot]") ? "Bot" : "User",
  });
  const label = (name: string) => ({ ...description.example("label"), name });
  const url = ({ owner, repo }: State, issue: Issue) => `${api()}/repos/${owner}/${repo}/issues/${issue.number}`;
  const page = ({ owner, repo }: State, issue: Issue) => `https://github.com/${owner}/${repo}/issues/${issue.number}`;
  return {
    label,
    user: ({ login }) => ({ ...description.example("public-user-default-response"), login }),
    repository: ({ owner, repo, archived, hasIssues, fork }) => ({
      ...description.example("full-repository-default-response"),
      // GitHub's own example leaves out what its schema requires, here and in the repository that it was forked from.
      language: null,
      source: undefined,
      name: repo,
      full_name: `${owner}/${repo}`,
      archived,
      has_issues: hasIssues,
      fork,
    }),
    issue(state, issue) {
      const { pull_request, ...example } = description.example("issue");
      const { number, title, body, state: open, state_reason, locked } = issue;
      return {
        ...example,
        ...(issue.pullRequest ? { pull_request } : {}),
        ...{ number, title, body, state: open, state_reason, locked },
        url: url(state, issue),
        html_url: page(state, issue),
        user: user(issue.author),
        labels: issue.labels.map(label),
        assignee: issue.assignees[0] === undefined ? null : user(issue.assignees[0]),
        assignees: issue.assignees.map(user),
        comments: issue.comments.length,
        closed_at: open === "closed" ? "2026-01-02T03:04:05Z" : null,
      };
    },
    comment: (state, issue, { id, author, body }) => ({
      ...description.example("issue-comment"),
      id,
      body,
      user: user(author),
      issue_url: url(state, issue),
      html_url: `${page(state, issue)}#issuecomment-${id}`,
    }),
  };
}

/** An error as GitHub words it. */
export function refused(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers,
    body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
  };
}

/** `Validation Failed`, with the code that says why. */
export function invalid(resource: string, field: string, code: string, message?: string): Reply {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return {
    status: 422,
    body: { message: "Validation Failed", errors: [error], documentation_url: "https://docs.github.com/rest" },
  };
}
