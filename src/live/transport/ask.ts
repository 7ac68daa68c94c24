import type { Dispatcher } from "undici";
import type { Trace } from "../../runtime/index.ts";
import { acceptedCodings, readBody } from "../../source/decompress.ts";
import { isJson } from "../conformance/media-type.ts";
import type { Request } from "../probe/request.ts";
import { failure } from "./failure.ts";
import type { RawAnswer, RawFailure } from "./reply.ts";

/** No answer is read further, decompressed: 10 MiB. */
const bytesLimit = 10 * 1024 * 1024;

/** One try: the whole answer, or how it failed. Redirects are not followed. */
export async function ask(
  pool: Dispatcher,
  { url, method, headers, body }: Request,
  signal: AbortSignal,
): Promise<RawAnswer | RawFailure> {
  const trace: Trace = { kind: "trace" };
  try {
    const asked = pool.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method as "GET",
      headers: { "accept-encoding": acceptedCodings, ...headers },
      ...(body && { body }),
      signal,
      opaque: trace,
    });
    const response = await until(signal, asked);
    const flat = flatten(response.headers);
    const isBodiless = method === "HEAD" || response.statusCode === 304; // whose headers speak of a body all the same
    const bytes = await readBody(response.body, isBodiless ? "" : (flat["content-encoding"] ?? ""), bytesLimit);
    const { connection } = trace;
    if (isCutOff(flat, bytes, trace)) return cutOff(connection);
    return {
      kind: "answer",
      status: response.statusCode,
      headers: flat,
      body: bytes,
      ...(connection && { connection }),
    };
  } catch (error) {
    return failure(error, trace);
  }
}

/**
 * Whether JSON ended too early where only the end of the connection tells that it is whole (RFC 9112, section 8): what
 * was lost on the way must not look like what the vendor said.
 */
function isCutOff(headers: RawAnswer["headers"], body: Buffer, { connection }: Trace): boolean {
  const isFramed = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  return connection?.httpVersion === "1.1" && !isFramed && isJson(headers["content-type"]) && !parses(body);
}

function parses(body: Buffer): boolean {
  if (body.length === 0) return true;
  try {
    JSON.parse(new TextDecoder().decode(body)); // which leaves a byte order mark out
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function cutOff(connection: Trace["connection"]): RawFailure {
  const message = "the connection ended in the middle of the JSON, and no length was said";
  return { kind: "failure", phase: "body", code: "UNFRAMED_BODY", message, ...(connection && { connection }) };
}

/** What comes, or the signal's reason: undici itself waits for a connection that is being made, whatever the signal. */
function until<T>(signal: AbortSignal, coming: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    coming.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(", ")]],
    ),
  );
}
