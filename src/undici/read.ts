import { decoded } from "../live/recording/write-decoded.ts";
import type { Overheard } from "../live/recording/write-exchange.ts";
import { failure } from "../live/transport/failure.ts";
import type { Capture, DispatchOptions } from "./capture.ts";
import { fields } from "./fields.ts";

/** Reads a captured exchange after it was over: its request, and its answer with the body decoded, or how it failed. */
export function read(capture: Capture): Overheard {
  const { options, startedAt, endedAt, error, status, headers, chunks, size } = capture;
  const body = bytesOf(options.body);
  const { answer, unread } =
    error === undefined
      ? decoded({ status, headers: fields(headers), chunks, size })
      : { answer: failure(error, { kind: "trace", ...(status !== 0 && { phase: "body" }) }), unread: undefined };
  return {
    request: {
      method: options.method.toUpperCase(),
      url: urlOf(options),
      headers: fields(options.headers),
      ...(body && { body }),
    },
    reply: { answer, startedAt: new Date(startedAt).toISOString(), durationMs: endedAt - startedAt },
    unread,
  };
}

/** A client that knows its server need not be told the origin. */
const anywhere = "http://server.invalid";

function urlOf({ origin, path, query }: DispatchOptions): URL {
  const url = URL.canParse(path) ? new URL(path) : new URL(`${String(origin ?? anywhere).replace(/\/$/, "")}${path}`);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  return url;
}

function bytesOf(body: unknown): Buffer | undefined {
  return typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body as string) : undefined;
}
