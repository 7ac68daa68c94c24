import { type Bodies, invalid, type Reply, refused } from "./replies.ts";
import { type Actor, type Issue, openIssue, type State } from "./state.ts";

/** One request, taken apart. */
export interface Asked {
  readonly actor: Actor | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The address without its query, for links to further pages. */
  readonly address: string;
}

type Route = (asked: Asked, state: State, bodies: Bodies) => Reply;

/** What GitHub does, operation by operation. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /repos/{owner}/{repo}": (_, state, bodies) => ({ status: 200, body: bodies.repository(state) }),

  "GET /repos/{owner}/{repo}/issues"({ query, address }, state, bodies) {
    const labels = query.labels?.split(",") ?? [];
    const found = state.issues
      .filter((issue) => issue.gone === undefined && (query.state === "all" || issue.state === (query.state ?? "open")))
      .filter((issue) => labels.every((label) => issue.labels.includes(label)))
      .reverse(); // newest first
    return paged(found, query, address, (issue) => bodies.issue(state, issue));
  },

  "POST /repos/{owner}/{repo}/issues"({ actor, body }, state, bodies) {
    const refusal = unwritable(state) ?? malformed(body);
    if (refusal) return refusal;
    const issue = openIssue(state, {
      author: actor?.login ?? "",
      title: String(body.title),
      body: String(body.body ?? ""),
      labels: [...((body.labels ?? []) as string[])],
      assignees: ((body.assignees ?? []) as string[]).filter((login) => state.assignable.has(login)),
    });
    return { status: 201, body: bodies.issue(state, issue), headers: { location: String(issue.number) } };
  },

  "GET /repos/{owner}/{repo}/issues/{issue_number}": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => ({ status: 200, body: bodies.issue(state, issue) })),

  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      const refusal = unwritable(state) ?? malformed({ title: issue.title, ...asked.body });
      if (refusal) return refusal;
      const { title, body, state: wanted, state_reason: reason } = asked.body as Partial<Issue>;
      if (title !== undefined) issue.title = title;
      if (body !== undefined) issue.body = body;
      if (wanted !== undefined && wanted !== issue.state) {
        issue.state = wanted;
        issue.state_reason = reason ?? (wanted === "closed" ? "completed" : "reopened");
      }
      return { status: 200, body: bodies.issue(state, issue) };
    }),

  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": (asked, state, bodies) =>
    withIssue(asked, state, (issue) =>
      paged(issue.comments, asked.query, asked.address, (comment) => bodies.comment(state, issue, comment)),
    ),

  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": (asked, state, bodies) =>
    withIssue(asked, state, (issue) => {
      if (issue.locked) return refused(403, "Unable to create comment because issue is locked.");
      const refusal = unwritable(state) ?? malformed({ title: issue.title, ...asked.body });
      if (refusal) return refusal;
      const id = 1 + state.issues.reduce((sum, { comments }) => sum + comments.length, 0);
      const comment = { id, author: asked.actor?.login ?? "", body: String(asked.body.body) };
      issue.comments.push(comment);
      return { status: 201, body: bodies.comment(state, issue, comment) };
    }),

  "GET /repos/{owner}/{repo}/assignees/{assignee}": ({ parameters }, state) =>
    state.assignable.has(parameters.assignee ?? "") ? { status: 204 } : refused(404, "Not Found"),

  "POST /repos/{owner}/{repo}/labels"({ body }, state, bodies) {
    const refusal = unwritable(state);
    if (refusal) return refusal;
    const name = String(body.name);
    if (name.length > 50) return invalid("Label", "name", "custom", "name is too long (maximum is 50 characters)");
    if (state.labels.has(name)) return invalid("Label", "name", "already_exists");
    state.labels.add(name);
    return { status: 201, body: bodies.label(name) };
  },

  "GET /user": ({ actor }, _, bodies) =>
    actor && !actor.bot
      ? { status: 200, body: bodies.user(actor) }
      : refused(403, "Resource not accessible by integration"),
};

function withIssue({ parameters, address }: Asked, state: State, answer: (issue: Issue) => Reply): Reply {
  const issue = state.issues.find(({ number }) => String(number) === parameters.issue_number);
  if (!issue) return refused(404, "Not Found");
  if (issue.gone === "deleted") return refused(410, "This issue was deleted");
  if (issue.gone === "transferred") return refused(301, "Moved Permanently", { location: `${address}-elsewhere` });
  return answer(issue);
}

function unwritable({ archived, hasIssues }: State): Reply | undefined {
  if (archived) return refused(403, "Repository was archived so is read-only.");
  return hasIssues ? undefined : refused(410, "Issues are disabled for this repo");
}

/** GitHub counts characters, not bytes. */
function malformed({ title, body }: Readonly<Record<string, unknown>>): Reply | undefined {
  if (typeof title !== "string" || title.trim() === "") return invalid("Issue", "title", "missing_field");
  if (title.length > 256) return invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)");
  if ([...String(body ?? "")].length <= 65_536) return undefined;
  return invalid("Issue", "body", "custom", "body is too long (maximum is 65536 characters)");
}

function paged<Item>(
  all: readonly Item[],
  query: Asked["query"],
  address: string,
  body: (item: Item) => object,
): Reply {
  const size = Math.min(100, Number(query.per_page ?? 30));
  const page = Number(query.page ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) =>
    `<${address}?${new URLSearchParams({ ...query, page: String(to) })}>; rel="${rel}"`;
  const links = page < last ? { link: [link(page + 1, "next"), link(last, "last")].join(", ") } : {};
  return { status: 200, headers: links, body: all.slice((page - 1) * size, page * size).map(body) };
}
