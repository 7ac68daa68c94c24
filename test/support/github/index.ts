import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { operations } from "../../../src/publish/github/operations.ts";
import { describeGitHub, type Operation } from "./description.ts";
import { bodies, type Reply, refused } from "./replies.ts";
import { routes } from "./routes.ts";
import { emptyState, type Issue, openIssue, type State } from "./state.ts";

/** One request as it came, and the status it got; 0 where the connection was cut instead. */
export interface Logged {
  /** `GET /repos/{owner}/{repo}/issues` */
  readonly route: string;
  readonly path: string;
  readonly status: number;
}

/** What goes wrong, and when. */
export interface Fault {
  /** Which requests, by route and by their number since the last `forget`, counted from 1. */
  readonly on: (route: string, count: number) => boolean;
  /** Whether the request is carried out before the fault: then only the answer is lost. */
  readonly applied: boolean;
  /** The answer instead; a cut connection where absent. */
  readonly reply?: Reply;
  /** How often; for ever where absent. */
  readonly times?: number;
}

/** A GitHub on loopback: one repository, with all that GitHub enforces on its issues. */
export interface GitHub {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  /** What it holds: tests look at it, and change it as people would. */
  readonly state: State;
  readonly log: readonly Logged[];
  /** An issue that a person or a bot opens. */
  open(issue: Partial<Issue> & Pick<Issue, "author" | "title">): Issue;
  issue(number: number): Issue;
  /** Routes of the requests that changed something, in order; without the first few requests. */
  writes(after?: number): string[];
  fail(fault: Fault): void;
  /** Forgets faults and log; the state stays. */
  forget(): void;
  /** @throws if a request or a reply did not fit GitHub's own description. */
  close(): Promise<void>;
}

/** Starts one that holds what is given. It answers the operations that publishing lists, and no others. */
export async function startGitHub(state: State = emptyState()): Promise<GitHub> {
  const log: Logged[] = [];
  const faults: (Fault & { left: number })[] = [];
  const wrong: string[] = [];
  const reply = answering(state, () => url, wrong);
  let url = "";

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await textOf(request);
    const { pathname } = new URL(request.url ?? "/", url);
    const operation = operationFor(request.method ?? "", pathname);
    const route = operation?.route ?? `${request.method} ${pathname}`;
    const fault = faults.find(({ on, left }) => left > 0 && on(route, log.length + 1));
    if (fault) fault.left -= 1;
    const real = fault?.applied === false ? undefined : reply(request, text, operation);
    const answer = fault ? fault.reply : real;
    log.push({ route, path: pathname, status: answer?.status ?? 0 });
    if (answer) send(request, response, answer, state);
    else request.socket.destroy();
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      wrong.push(String(error)); // a defect of the stand-in: told when it closes, and nobody waits
      request.socket.destroy();
    });
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    state,
    log,
    open: (issue) => openIssue(state, issue),
    issue: (number) => state.issues[number - 1] ?? missing(number),
    writes: (after = 0) =>
      log
        .slice(after)
        .filter(isWrite)
        .map(({ route }) => route),
    fail: (fault) => faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    forget() {
      log.length = 0;
      faults.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      if (wrong.length > 0) throw new Error(`Not as GitHub describes it:\n${wrong.join("\n")}`);
    },
  };
}

/** Answers as GitHub does, and holds request and answer against its description. */
function answering(state: State, url: () => string, wrong: string[]) {
  const write = bodies(description, url);
  return (request: IncomingMessage, text: string, operation: Operation | undefined): Reply => {
    const { pathname, searchParams } = new URL(request.url ?? "/", url());
    const told = (problems: readonly string[], what: string) =>
      wrong.push(...problems.map((problem) => `${request.method} ${pathname} ${what}: ${problem}`));
    const route = operation && routes[operation.route];
    if (!route) {
      told(["it is not among the operations"], "request");
      return refused(404, "Not Found");
    }
    const query = Object.fromEntries(searchParams);
    const body = text === "" ? {} : JSON.parse(text);
    told(description.wrongRequest(operation, query, body), "request");
    const actor = state.tokens.get(/^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
    const parameters = operation.path.exec(pathname)?.groups ?? {};
    const asked = { actor, parameters, query, body, address: `${url()}${pathname}` };
    const reply = forbidden(request, state, asked) ?? route(asked, state, write);
    told(description.wrongReply(operation, reply.status, reply.body), `reply ${reply.status}`);
    return reply;
  };
}

/** What GitHub asks of every request before it looks at the rest: a token it knows, a repository, a permission. */
function forbidden(
  request: IncomingMessage,
  state: State,
  { actor, parameters }: Parameters<(typeof routes)[string]>[0],
) {
  if (request.headers.authorization !== undefined && !actor) return refused(401, "Bad credentials");
  const { owner = state.owner, repo = state.repo } = parameters;
  if (owner !== state.owner || repo !== state.repo) return refused(404, "Not Found");
  if (request.method === "GET" || actor?.mayWrite) return undefined;
  const needs = { "x-accepted-github-permissions": "issues=write; pull_requests=write" };
  return actor
    ? refused(403, "Resource not accessible by integration", needs)
    : refused(401, "Requires authentication");
}

function operationFor(method: string, path: string): Operation | undefined {
  return description.operations.find((operation) => operation.method === method && operation.path.test(path));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body, headers }: Reply,
  state: State,
): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("hex")}"`;
  const unchanged = request.method === "GET" && request.headers["if-none-match"] === etag;
  if (!unchanged) state.remaining -= 1; // what has not changed is free
  response.writeHead(unchanged ? 304 : status, {
    "content-type": "application/json; charset=utf-8",
    etag,
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": String(Math.max(0, state.remaining)),
    ...headers,
  });
  response.end(unchanged ? "" : text);
}

const description = describeGitHub(operations);

function isWrite({ route, status }: Logged): boolean {
  return !route.startsWith("GET") && status >= 200 && status < 300;
}

function missing(number: number): never {
  throw new Error(`there is no issue #${number}`);
}
