import { isIP, Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { TLSSocket } from "node:tls";
import type { buildConnector } from "undici";
import { certificateOf } from "./certificate.ts";
import type { Connection, Phase, Trace } from "./index.ts";
import { proxyError } from "./proxy.ts";

/** A client's way to its origin: the connection that it has, or the last that it tried to make. */
export interface Link {
  /** The phase that connecting is in; `headers` once that is done. */
  phase: Phase;
  /** When that phase began, in milliseconds of the machine's own clock. */
  since: number;
  /** What is known of the connection; the phases are those of connecting. */
  connection: Connection;
  /** Whether a request has gone over it already. */
  isUsed: boolean;
  /** Requests that wait for the connection, and are told how far it is. */
  readonly waiting: Set<Trace>;
  /** The status with which a proxy refused to let it through. */
  refusal: number | undefined;
}

/** A way that nobody has gone yet. */
export function newLink(): Link {
  return {
    phase: "connect",
    since: 0,
    connection: { phases: {} },
    isUsed: false,
    waiting: new Set(),
    refusal: undefined,
  };
}

/** A connector that keeps a link up to date. Behind a proxy's connector nothing is seen but its end. */
export function watching(connect: buildConnector.connector, link: Link, isProxied: boolean): buildConnector.connector {
  return (options, callback) => {
    begin(link, isProxied ? "proxy" : isIP(options.hostname) === 0 ? "dns" : "connect");
    const socket: unknown = connect(options, (...[error, connected]) => {
      if (connected) arrive(link, connected, isProxied);
      if (connected) callback(null, connected);
      else callback(link.phase === "proxy" ? proxyError(error, link.refusal) : error, null);
    });
    // undici's own connectors return the socket, which their type does not say.
    if (socket instanceof Socket && !isProxied) watch(socket, link, options.protocol === "https:");
  };
}

function begin(link: Link, phase: Phase): void {
  link.phase = phase;
  link.since = performance.now();
  link.connection = { ...(phase === "proxy" && { proxy: true }), phases: {} };
  link.isUsed = false;
  link.refusal = undefined;
  tell(link);
}

/** The link's phase is done, and the next one begins. */
export function advance(link: Link, next: Phase): void {
  const { phase, since, connection } = link;
  const now = performance.now();
  link.connection = { ...connection, phases: { ...connection.phases, [phase]: Math.round(now - since) } };
  link.phase = next;
  link.since = now;
  tell(link);
}

/** Brings the traces of those who wait up to date. */
export function tell({ waiting, phase, connection }: Link): void {
  for (const trace of waiting) Object.assign(trace, { phase, connection });
}

function watch(socket: Socket, link: Link, isSecure: boolean): void {
  socket.once("lookup", (error) => {
    if (!error && link.phase === "dns") advance(link, "connect");
  });
  if (!isSecure) return;
  socket.once("connect", () => advance(link, "tls"));
  // Before Node judges the certificate, and throws a bad one away.
  socket.prependOnceListener("secure", () => add(link, socket));
}

function arrive(link: Link, socket: Socket, isProxied: boolean): void {
  const remote = socket.remoteFamily;
  const isHttp2 = socket instanceof TLSSocket && socket.alpnProtocol === "h2";
  link.connection = {
    ...link.connection,
    httpVersion: isHttp2 ? "2" : "1.1",
    ...((remote === "IPv4" || remote === "IPv6") && !isProxied && { remote }),
  };
  add(link, socket);
  advance(link, "headers");
}

function add(link: Link, socket: Socket): void {
  const tls = socket instanceof TLSSocket ? certificateOf(socket) : undefined;
  if (tls) link.connection = { ...link.connection, tls };
  tell(link);
}
