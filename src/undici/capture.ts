/** Headers as undici's callers and handlers give them: an object, names and values in turn, or pairs. */
export type Headers = unknown;

/** What a dispatcher is asked to send, as far as it is looked at. */
export interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: Headers;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** One exchange as it passes: references only, nothing is read before it has ended. */
export interface Capture {
  readonly options: DispatchOptions;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** 0 while it is under way. */
  endedAt: number;
  /** 0 before there is an answer. */
  status: number;
  headers: Headers;
  /** The body as it came over the wire, as long as it is no larger than the limit. */
  chunks: Uint8Array[];
  /** Of the whole body, in bytes, whether it was kept or not. */
  size: number;
  /** Whether another protocol goes on from here, as after CONNECT. */
  isUpgraded: boolean;
  /** What it ended with, where it did not end well. */
  error: unknown;
}

/** No more of one body is kept, before it is decoded: 1 MiB. */
const bodyBytesLimit = 1024 * 1024;

/** An exchange that has just begun. */
export function begin({ origin, path, method, headers, body, query }: DispatchOptions, startedAt: number): Capture {
  return {
    options: {
      path,
      method,
      headers,
      ...(origin !== undefined && { origin }),
      ...(query !== undefined && { query }),
      ...(isKept(body) && { body }),
    },
    startedAt,
    endedAt: 0,
    status: 0,
    headers: undefined,
    chunks: [],
    size: 0,
    isUpgraded: false,
    error: undefined,
  };
}

/** A stream is its receiver's alone to read, and what is long is let go of when it has been sent. */
function isKept(body: unknown): body is string | Uint8Array {
  return (typeof body === "string" || body instanceof Uint8Array) && body.length <= sentLimit;
}

/** What is kept of a request's body: 64 KiB. */
const sentLimit = 64 * 1024;

/** Takes note of a part of the body. A body over the limit is let go of, and only its size is kept. */
export function keepChunk(capture: Capture, chunk: Uint8Array): void {
  capture.size += chunk.byteLength;
  if (capture.size <= bodyBytesLimit) capture.chunks.push(chunk);
  else if (capture.chunks.length > 0) capture.chunks = [];
}
