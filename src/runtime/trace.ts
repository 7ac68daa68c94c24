import { performance } from "node:perf_hooks";
import { type buildConnector, Client, type Dispatcher } from "undici";
import { around } from "./handler.ts";
import type { Phase, Trace } from "./index.ts";
import { type Link, newLink, tell } from "./link.ts";

/** The way that a request goes, from when a client took it. */
const links = new WeakMap<Trace, Link>();

/** A client that says of each request which way it goes. */
export class TracedClient extends Client {
  readonly #link: Link;

  constructor(origin: string | URL, options: Client.Options, connectBy: (link: Link) => buildConnector.connector) {
    const link = newLink();
    super(origin, { ...options, connect: connectBy(link) });
    this.#link = link;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const trace = traceOf(options);
    if (trace) join(trace, this.#link);
    return super.dispatch(options, handler);
  }
}

function join(trace: Trace, link: Link): void {
  links.set(trace, link);
  link.waiting.add(trace);
  tell(link);
}

/** Writes into the traces of requests how they are carried. */
export const tracing: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const trace = traceOf(options);
  return dispatch(options, trace ? follow(trace, handler) : handler);
};

function traceOf(options: Dispatcher.DispatchOptions): Trace | undefined {
  const opaque: unknown = "opaque" in options ? options.opaque : undefined;
  return typeof opaque === "object" && opaque !== null && "kind" in opaque && opaque.kind === "trace"
    ? (opaque as Trace)
    : undefined;
}

function follow(trace: Trace, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  let since = 0;
  /** The request's phase is done, and the next one begins. */
  const advance = (next?: Phase) => {
    const now = performance.now();
    const phases = { ...trace.connection?.phases, ...(trace.phase && { [trace.phase]: Math.round(now - since) }) };
    trace.connection = { ...trace.connection, phases };
    since = now;
    if (next) trace.phase = next;
  };
  return around(handler, {
    onRequestStart(controller, context) {
      since = performance.now();
      board(trace);
      handler.onRequestStart?.(controller, context);
    },
    onResponseStart(controller, status, ...facts) {
      if (status >= 200) advance("body");
      handler.onResponseStart?.(controller, status, ...facts);
    },
    onResponseEnd(...facts) {
      advance();
      handler.onResponseEnd?.(...facts);
    },
    onResponseError(...facts) {
      links.get(trace)?.waiting.delete(trace);
      handler.onResponseError?.(...facts);
    },
  });
}

/** The connection is there. Only the first request over it has waited for it. */
function board(trace: Trace): void {
  const link = links.get(trace);
  if (!link) return;
  link.waiting.delete(trace);
  trace.connection = link.isUsed ? { ...link.connection, phases: {} } : link.connection;
  trace.phase = "headers";
  link.isUsed = true;
}
