import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Dispatcher } from "undici";
import { UsageError } from "../../errors.ts";
import { decoded } from "../../live/recording/write-decoded.ts";
import type { Overheard } from "../../live/recording/write-exchange.ts";
import { failure } from "../../live/transport/failure.ts";
import type { Clock, Trace } from "../../runtime/index.ts";
import { type Ear, ear } from "./ear.ts";
import { endToEnd } from "./hop-by-hop.ts";

/** What a proxy stands for, and who hears what passes. */
export interface ProxyOptions {
  /** The vendor's server; nothing is sent anywhere else. */
  readonly server: URL;
  /** 0 for any free one. */
  readonly port: number;
  readonly pool: Dispatcher;
  readonly clock: Clock;
  /** Told of each exchange once it is over. */
  readonly heard: (overheard: Overheard) => void;
}

/** A proxy that is listening. */
export interface RecordingProxy {
  /** What stands for the vendor's server: `http://127.0.0.1:4010/v1`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A reverse proxy on loopback that stands for one server: the same paths, the same fields, the bodies as they stream. It
 * needs no certificate of its own, as a proxy inside TLS would, and adds no credentials.
 * @throws UsageError (DP6203) where it cannot listen on the port
 */
export async function startProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const server = createServer((incoming, outgoing) => void forward(incoming, outgoing, options));
  const port = await listen(server, options.port);
  const base = options.server.pathname.replace(/\/+$/, "");
  return { url: `http://127.0.0.1:${port}${base}`, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const what = `the proxy cannot listen on port ${port}: ${cause.message}`;
      reject(new UsageError("DP6203", { what, todo: "give --proxy another port, or none", cause }));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Sends a request on and its answer back, each part as it comes. A program that goes away takes its request with it. */
async function forward(incoming: IncomingMessage, outgoing: ServerResponse, options: ProxyOptions): Promise<void> {
  const { server, pool } = options;
  const url = targetOf(incoming, server);
  if (!url) return refuse(outgoing, 403, `this proxy leads to ${server.origin} only`);
  const [sent, received, gone] = [ear(), ear(), new AbortController()];
  const trace: Trace = { kind: "trace" };
  const over = witness({ incoming, url, sent, trace }, options);
  outgoing.sendDate = false;
  outgoing.once("close", () => gone.abort());
  try {
    const response = await pool.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: (incoming.method ?? "GET") as "GET",
      headers: endToEnd(incoming.rawHeaders, ["host"]),
      body: hasBody(incoming) ? Readable.from(sent.hear(incoming), { objectMode: false }) : null,
      responseHeaders: "raw",
      opaque: trace,
      signal: gone.signal,
    });
    const { statusCode: status, statusText } = response;
    const raw = response.headers as unknown as string[]; // in turn, because of `raw`, which undici's types do not know
    outgoing.writeHead(status, statusText, returning(endToEnd(raw), server, incoming)).flushHeaders();
    await pipeline(received.hear(response.body), outgoing);
    over(decoded({ status, headers: fields(raw), chunks: received.chunks, size: received.size }));
  } catch (error) {
    if (gone.signal.aborted && hasLeft(error)) return;
    const answer = failure(error, trace);
    over({ answer, unread: undefined });
    if (outgoing.headersSent) outgoing.destroy();
    else refuse(outgoing, 502, `the vendor gave no answer (${answer.code})`);
  }
}

/** Whether it was the program that went away. A vendor that breaks off closes the answer too, but with another error. */
function hasLeft(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "AbortError" || ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"))
  );
}

/** Where a request goes: the vendor's server and nowhere else, whatever its target says (RFC 9112, section 3.2). */
function targetOf({ url: target = "" }: IncomingMessage, server: URL): URL | undefined {
  if (!target.startsWith("/") && !URL.canParse(target)) return undefined;
  const url = target.startsWith("/") ? new URL(server.origin + target) : new URL(target);
  return url.origin === server.origin ? url : undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function refuse(outgoing: ServerResponse, status: number, why: string): void {
  outgoing.writeHead(status, { "content-type": "text/plain" }).end(`driftpin: ${why}\n`);
}

/** What a program that follows a redirect would leave the proxy for stays with it. */
function returning(raw: readonly string[], server: URL, { headers: { host = "" } }: IncomingMessage): string[] {
  return raw.map((value, i) => {
    const isLocation = i % 2 === 1 && /^(content-)?location$/i.test(raw[i - 1] ?? "");
    return isLocation && URL.canParse(value) && new URL(value).origin === server.origin
      ? value.replace(/^[a-z]+:\/\/[^/?#]*/i, `http://${host}`)
      : value;
  });
}

/** Tells of an exchange, once it is over. */
function witness(
  { incoming, url, sent, trace }: { incoming: IncomingMessage; url: URL; sent: Ear; trace: Trace },
  { clock, heard }: ProxyOptions,
): (came: ReturnType<typeof decoded>) => void {
  const started = clock.now();
  return ({ answer, unread }) => {
    const { connection } = trace;
    heard({
      request: {
        method: incoming.method ?? "GET",
        url,
        headers: fields(incoming.rawHeaders),
        ...(sent.chunks.length > 0 && { body: Buffer.concat(sent.chunks) }),
      },
      reply: {
        answer: { ...answer, ...(connection && { connection }) },
        startedAt: started.toISOString(),
        durationMs: clock.now().getTime() - started.getTime(),
      },
      unread,
    });
  };
}

/** Names in lower case; values of the same name joined. */
function fields(raw: readonly string[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (let i = 0; i < raw.length; i += 2) {
    const [name, value] = [(raw[i] ?? "").toLowerCase(), raw[i + 1] ?? ""];
    joined.set(name, joined.has(name) ? `${joined.get(name)}, ${value}` : value);
  }
  return Object.fromEntries(joined);
}
