import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bytesOf } from "../request.ts";
import { answer, type Incoming, operationFor } from "./answering.ts";
import type { Operation } from "./description.ts";
import { gitHttp } from "./git-http.ts";
import { isMutation } from "./graphql.ts";
import { primaryHeaders } from "./limits.ts";
import { type People, people } from "./people.ts";
import type { Reply } from "./replies.ts";
import { emptyState, type Issue, openIssue, type State } from "./state.ts";

/** One request as it came, and the status it got; 0 where the connection was cut instead. */
export interface Logged {
  /** `GET /repos/{owner}/{repo}/issues` */
  readonly route: string;
  readonly path: string;
  readonly status: number;
  /** Whether it changed something. */
  readonly wrote: boolean;
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

/** A GitHub on loopback: one repository, with all that GitHub enforces there, and git's own door to it. */
export interface GitHub {
  /** For `GITHUB_API_URL` and `GITHUB_SERVER_URL`; git reaches the repository at `<url>/acme/shop.git`. */
  readonly url: string;
  /** What it holds: tests look at it, and change it as people would. */
  readonly state: State;
  readonly log: readonly Logged[];
  /** What people do there meanwhile. */
  readonly people: People;
  /** An issue that a person or a bot opens. */
  open(issue: Partial<Issue> & Pick<Issue, "author" | "title">): Issue;
  issue(number: number): Issue;
  /** Routes of the requests that changed something, in order; without the first few requests. */
  writes(after?: number): string[];
  fail(fault: Fault): void;
  /** What is done just before a request is looked at; the request waits for it. */
  meanwhile(on: Fault["on"], act: () => void | Promise<void>): void;
  /** Lets its time be that of a clock; else it stands still. */
  keepTime(clock: { now(): Date }): void;
  /** Forgets faults and log; the state stays. */
  forget(): void;
  /** @throws if a request or a reply did not fit GitHub's own description. */
  close(): Promise<void>;
}

/** Starts one that holds what is given: of a copy of another one's state, it is that one's double. */
export async function startGitHub(state: State = emptyState()): Promise<GitHub> {
  const log: Logged[] = [];
  const faults: (Fault & { left: number })[] = [];
  const interludes: { on: Fault["on"]; act: () => void | Promise<void> }[] = [];
  const wrong: string[] = [];
  let clock: { now(): Date } | undefined;
  let url = "";
  let count = 0;

  const git = gitHttp(state);
  const inTurn = oneByOne();

  const answered = async (incoming: Incoming, operation: Operation | undefined): Promise<Reply> => {
    if (git.isFor(incoming.path)) {
      const { body: bytes, ...rest } = await git.answer({ ...incoming, url: incoming.path });
      return { ...rest, bytes };
    }
    return answer(state, incoming, operation, (problem) => wrong.push(problem));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const incoming = await read(request, url);
    const operation = operationFor(incoming);
    const route = operation?.route ?? `${incoming.method} ${incoming.url.pathname}`;
    count += 1;
    const here = count;
    for (const { act } of interludes.filter(({ on }) => on(route, here))) await act();
    if (clock) moveTime(state, clock.now());
    const fault = faults.find(({ on, left }) => left > 0 && on(route, here));
    if (fault) fault.left -= 1;
    const real = fault?.applied === false ? undefined : await inTurn(() => answered(incoming, operation));
    const reply = fault ? fault.reply : real;
    const wrote = reply !== undefined && isWrite(route, incoming, reply);
    log.push({ route, path: incoming.url.pathname, status: reply?.status ?? 0, wrote });
    if (reply) send(request, response, reply, state);
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
    people: people(state),
    open: (issue) => openIssue(state, issue),
    issue: (number) => state.issues[number - 1] ?? missing(number),
    writes: (after = 0) =>
      log
        .slice(after)
        .filter(({ wrote }) => wrote)
        .map(({ route }) => route),
    fail: (fault) => faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    meanwhile: (on, act) => interludes.push({ on, act }),
    keepTime(kept) {
      clock = kept;
    },
    forget() {
      log.length = 0;
      faults.length = 0;
      interludes.length = 0;
      count = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await git.close();
      if (wrong.length > 0) throw new Error(`Not as GitHub describes it:\n${wrong.join("\n")}`);
    },
  };
}

async function read(request: IncomingMessage, url: string): Promise<Incoming> {
  const { method = "", headers } = request;
  const body = await bytesOf(request);
  const path = request.url ?? "/";
  return { method, headers, path, url: new URL(path, url), body, text: body.toString("utf8") };
}

/** A new hour brings new requests. */
function moveTime(state: State, to: Date): void {
  const hour = (time: string) => time.slice(0, 13);
  if (hour(to.toISOString()) !== hour(state.now)) state.remaining = Math.max(state.remaining, 1_000);
  state.now = to.toISOString().replace(/\.\d+/, "");
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply, state: State): void {
  const { status, body, bytes, headers } = reply;
  const content = bytes ?? Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const etag = `"${createHash("sha256").update(content).digest("hex")}"`;
  const unchanged = request.method === "GET" && request.headers["if-none-match"] === etag;
  if (!unchanged) state.remaining -= 1; // what has not changed is free
  response.writeHead(unchanged ? 304 : status, {
    "content-type": "application/json; charset=utf-8",
    etag,
    ...primaryHeaders(state),
    ...headers,
  });
  response.end(unchanged ? "" : content);
}

function isWrite(route: string, { method, text }: Incoming, { status, body }: Reply): boolean {
  if (method === "GET" || status < 200 || status >= 300 || route.endsWith("/git-upload-pack")) return false;
  return route !== "POST /graphql" || (isMutation(JSON.parse(text)) && !("errors" in (body as object)));
}

/** Lets one work end before the next begins, as the order of what they change asks for. */
function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined); // whoever asked is told
    return next;
  };
}

function missing(number: number): never {
  throw new Error(`there is no issue #${number}`);
}
