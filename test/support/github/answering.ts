import type { IncomingHttpHeaders } from "node:http";
import { bodies } from "./bodies.ts";
import { type Description, describeGitHub, type Operation } from "./description.ts";
import { graphqlReply, isMutation } from "./graphql.ts";
import { limited } from "./limits.ts";
import { accepted, allowed, header } from "./permissions.ts";
import { type Reply, refused } from "./replies.ts";
import { routes } from "./routes.ts";
import type { Actor, State } from "./state.ts";

/** A request as it came in. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** With the query, as it stood in the request. */
  readonly path: string;
  readonly body: Buffer;
  readonly text: string;
}

/** The operation that a request asks for; undefined where the stand-in knows none. */
export function operationFor({ method, url }: Incoming): Operation | undefined {
  if (method === graphql.method && graphql.path.test(url.pathname)) return graphql;
  return description.operations.find((operation) => operation.method === method && operation.path.test(url.pathname));
}

/** Answers as GitHub does. What does not fit its description, in request or reply, is told to `wrong`. */
export async function answer(
  state: State,
  { method, url, headers, text }: Incoming,
  operation: Operation | undefined,
  wrong: (problem: string) => void,
): Promise<Reply> {
  const told = (problems: readonly string[], what: string) => {
    for (const problem of problems) wrong(`${method} ${url.pathname} ${what}: ${problem}`);
  };
  const actor = actorOf(state, headers.authorization);
  const body = text === "" ? undefined : JSON.parse(text);
  if (operation === graphql) {
    const refusal = forbidden(state, operation, {}, actor, headers) ?? limited(state, isMutation(body));
    return refusal ?? graphqlReply(state, actor ?? nobody, body, (problem) => told([problem], "query"));
  }
  const route = operation && routes[operation.route];
  if (!route) {
    told(["it is not among the operations"], "request");
    return refused(404, "Not Found");
  }
  const query = Object.fromEntries(url.searchParams);
  told(description.wrongRequest(operation, query, body), "request");
  const parameters = parametersOf(operation, url);
  const refusal = forbidden(state, operation, parameters, actor, headers) ?? limited(state, method !== "GET");
  const accept = headers.accept ?? "";
  const address = `${url.origin}${url.pathname}`;
  const asked = { actor: actor ?? nobody, parameters, query, body: body ?? {}, accept, address };
  const reply = refusal ?? (await route(asked, state, bodies(description, state, url.origin)));
  if (reply.bytes === undefined) {
    told(description.wrongReply(operation, reply.status, reply.body), `reply ${reply.status}`);
  }
  return reply;
}

const graphql: Operation = { route: "POST /graphql", method: "POST", path: /^\/graphql$/ };

/** Who a request's token belongs to: as a bearer, or as git sends it. */
export function actorOf(state: State, authorization: string | undefined): Actor | undefined {
  const [, scheme = "", value = ""] = /^(bearer|token|basic) (.+)$/i.exec(authorization ?? "") ?? [];
  const basic = scheme.toLowerCase() === "basic";
  const token = basic
    ? Buffer.from(value, "base64")
        .toString()
        .replace(/^[^:]*:/, "")
    : value;
  return state.tokens.get(token);
}

/** What GitHub asks of every request before it looks at the rest: a token it knows, a repository, a permission. */
function forbidden(
  state: State,
  { route, method }: Operation,
  { owner = state.owner, repo = state.repo }: Readonly<Record<string, string>>,
  actor: Actor | undefined,
  { authorization }: IncomingHttpHeaders,
): Reply | undefined {
  if (authorization !== undefined && !actor) return refused(401, "Bad credentials");
  if (owner !== state.owner || repo !== state.repo) return refused(404, "Not Found");
  if (!actor) return method === "GET" ? undefined : refused(401, "Requires authentication");
  const needs = accepted(route);
  const told = { "x-accepted-github-permissions": header(needs) };
  if (!allowed(actor, needs)) return refused(403, "Resource not accessible by integration", told);
  const writes = method !== "GET" && route !== graphql.route;
  return writes && state.archived ? refused(403, "Repository was archived so is read-only.") : undefined;
}

/** Whoever reads without a token. */
const nobody: Actor = { login: "", bot: true, mayWrite: false };

function parametersOf({ path }: Operation, { pathname }: URL): Record<string, string> {
  const groups = path.exec(pathname)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

const description: Description = describeGitHub(Object.keys(routes));
