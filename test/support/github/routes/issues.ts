import { invalid, refused } from "../replies.ts";
import { openIssue } from "../state.ts";
import { disabled, disabledFor, edited, malformed } from "./editing.ts";
import { paged, type Routes, withIssue } from "./route.ts";

/** Issues, and what pull requests share with them. */
export const issueRoutes: Routes = {
  "GET /repos/{owner}/{repo}/issues"(asked, state, bodies) {
    const { query } = asked;
    const labels = query.labels?.split(",") ?? [];
    const found = state.issues
      .filter((issue) => issue.gone === undefined && (query.state === "all" || issue.state === (query.state ?? "open")))
      .filter((issue) => labels.every((label) => issue.labels.includes(label)))
      .reverse(); // newest first
    return paged(found, asked, bodies.issue);
  },

  "POST /repos/{owner}/{repo}/issues"({ actor, body }, state, bodies) {
    const refusal = disabled(state) ?? malformed("Issue", body);
    if (refusal) return refusal;
    const issue = openIssue(state, {
      author: actor.login,
      title: String(body.title),
      body: String(body.body ?? ""),
      labels: [...((body.labels ?? []) as string[])],
      assignees: ((body.assignees ?? []) as string[]).filter((login) => state.assignable.has(login)),
    });
    return { status: 201, body: bodies.issue(issue), headers: { location: String(issue.number) } };
  },

  "GET /repos/{owner}/{repo}/issues/{issue_number}": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => ({ status: 200, body: bodies.issue(issue) })),

  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      const refusal = edited(state, issue, asked.body);
      return refusal ?? { status: 200, body: bodies.issue(issue) };
    }),

  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => paged(issue.comments, asked, (comment) => bodies.comment(issue, comment))),

  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      if (issue.locked) return refused(403, "Unable to create comment because issue is locked.");
      const refusal = disabledFor(state, issue) ?? malformed("IssueComment", { title: issue.title, ...asked.body });
      if (refusal) return refusal;
      const id = 1 + state.issues.reduce((sum, { comments }) => sum + comments.length, 0);
      const comment = { id, author: asked.actor.login, body: String(asked.body.body) };
      issue.comments.push(comment);
      return { status: 201, body: bodies.comment(issue, comment) };
    }),

  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      const { labels } = asked.body as { labels?: string[] };
      for (const label of labels ?? (asked.body as unknown as string[])) {
        state.labels.add(label); // GitHub makes those that it does not know
        if (!issue.labels.includes(label)) issue.labels.push(label);
      }
      return { status: 200, body: issue.labels.map(bodies.label) };
    }),

  "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      const name = asked.parameters.name ?? "";
      if (!issue.labels.includes(name)) return refused(404, "Label does not exist");
      issue.labels = issue.labels.filter((label) => label !== name);
      return { status: 200, body: issue.labels.map(bodies.label) };
    }),

  "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      const wanted = ((asked.body.assignees ?? []) as string[]).filter((login) => state.assignable.has(login));
      issue.assignees = [...new Set([...issue.assignees, ...wanted])];
      return { status: 201, body: bodies.issue(issue) };
    }),

  "GET /repos/{owner}/{repo}/assignees/{assignee}": ({ parameters }, state) =>
    state.assignable.has(parameters.assignee ?? "") ? { status: 204 } : refused(404, "Not Found"),

  "POST /repos/{owner}/{repo}/labels"({ body }, state, bodies) {
    const name = String(body.name);
    const refusal = disabled(state);
    if (refusal) return refusal;
    if (name.length > 50) return invalid("Label", "name", "custom", "name is too long (maximum is 50 characters)");
    if (state.labels.has(name)) return invalid("Label", "name", "already_exists");
    state.labels.add(name);
    return { status: 201, body: bodies.label(name) };
  },
};
