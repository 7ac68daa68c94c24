import type { Bodies } from "../bodies.ts";
import { type Reply, refused } from "../replies.ts";
import type { Actor, Issue, State } from "../state.ts";

/** One request, taken apart. */
export interface Asked {
  readonly actor: Actor;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  /** The address without its query, for links to further pages. */
  readonly address: string;
}

/** What GitHub does at one operation. */
export type Route = (asked: Asked, state: State, bodies: Bodies) => Reply | Promise<Reply>;

/** Operations by name: `GET /repos/{owner}/{repo}`. */
export type Routes = Readonly<Record<string, Route>>;

/** A part of a list, and where the other parts are. */
export function paged<Item>(all: readonly Item[], { query, address }: Asked, body: (item: Item) => object): Reply {
  const size = Math.min(100, Number(query.per_page ?? 30));
  const page = Number(query.page ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) =>
    `<${address}?${new URLSearchParams({ ...query, page: String(to) })}>; rel="${rel}"`;
  const links = page < last ? { link: [link(page + 1, "next"), link(last, "last")].join(", ") } : {};
  return { status: 200, headers: links, body: all.slice((page - 1) * size, page * size).map(body) };
}

/** The issue or the pull request of that number, if it is still here. */
export function withIssue({ parameters, address }: Asked, state: State, answer: (issue: Issue) => Reply): Reply {
  const issue = state.issues.find(({ number }) => String(number) === parameters.issue_number);
  if (!issue) return refused(404, "Not Found");
  if (issue.gone === "deleted") return refused(410, "This issue was deleted");
  if (issue.gone === "transferred") return refused(301, "Moved Permanently", { location: `${address}-elsewhere` });
  return answer(issue);
}
