import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import type { TlsOptions } from "node:tls";
import { onTestFinished } from "vitest";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { Description } from "../../src/contract/contract.ts";
import type { Json, JsonObject } from "../../src/json.ts";

/** What a route answers. A body that is no string and no bytes is sent as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json | Buffer;
}

/** An answer; several, one after the other, the last one again and again; or whatever a test does with the socket. */
export type Route =
  | Reply
  | readonly Reply[]
  | ((request: IncomingMessage, response: ServerResponse) => void | Promise<void>);

/** A real HTTP server on loopback that answers as a test says. */
export interface TestVendor {
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  readonly port: number;
  /** The requests that arrived, in order. */
  readonly received: readonly {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
  }[];
  /** Sets what a path answers, whatever the query. */
  route(path: string, route: Route): void;
}

/** Starts a vendor that is stopped when the test is finished. Paths without a route answer 404. */
export async function startVendor(routes: Readonly<Record<string, Route>> = {}, tls?: TlsOptions): Promise<TestVendor> {
  const known = new Map(Object.entries(routes));
  const received: TestVendor["received"][number][] = [];
  const listener: RequestListener = (request, response) => {
    const { method = "", url = "/", headers } = request;
    received.push({ method, url, headers });
    response.sendDate = false; // a test says what the vendor's clock is
    const path = url.split("?", 1)[0] ?? "";
    void answer(
      known.get(path) ?? notFound,
      received.filter((one) => one.url.split("?", 1)[0] === path).length,
      request,
      response,
    );
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  const port = await listen(server);
  onTestFinished(() => stop(server));
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    received,
    route: (path, route) => known.set(path, route),
  };
}

const notFound: Reply = { status: 404, body: { message: "Not Found" } };

async function answer(route: Route, nth: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (typeof route === "function") return route(request, response);
  const {
    status = 200,
    headers = {},
    body,
  } = ("length" in route ? route.at(Math.min(nth, route.length) - 1) : route) ?? notFound;
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  const type: Record<string, string> = isRaw || body === undefined ? {} : { "content-type": "application/json" };
  response
    .writeHead(status, { ...type, ...headers })
    .end(isRaw ? body : body === undefined ? "" : JSON.stringify(body));
}

/** Listens on a free port of loopback; any server, for what HTTP cannot do. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** A vendor's configuration as loaded: quick, without retries, loopback allowed. */
export function vendorConfig(
  server: string | undefined,
  probes: readonly Partial<Probe>[],
  more: Partial<Vendor> = {},
): Vendor {
  return {
    name: "shop",
    source: ["unused"],
    ...(server === undefined ? {} : { server }),
    fallbackServers: [],
    timeoutMs: 5000,
    timeouts: {},
    totalMs: 30_000,
    wait: { probeMs: 10_000, vendorMs: 60_000 },
    retries: 0,
    allowPrivate: true,
    perSecond: 1000,
    concurrency: 4,
    announcements: [],
    health: [],
    sandbox: false,
    autoProbes: 0,
    probes: probes.map((probe) => ({
      operation: "GET /orders",
      parameters: {},
      headers: {},
      samples: 1,
      pages: 1,
      unsafe: false,
      ...probe,
    })),
    code: [],
    types: false,
    owners: [],
    ...more,
  };
}

/** A description as loaded, from its paths. */
export function describe(paths: JsonObject, more: JsonObject = {}): Description {
  return {
    document: { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths, ...more },
    texts: [],
    bundled: {},
  };
}
