import { handleWhenResult, retry } from "cockatiel";
import PQueue from "p-queue";
import type { Dispatcher } from "undici";
import type { Vendor } from "../../config/schema.ts";
import type { Connection, Runtime, Trace } from "../../runtime/index.ts";
import { acceptedCodings, readBody } from "../../source/decompress.ts";
import type { Failure } from "../exchange.ts";
import type { Request } from "../probe/request.ts";
import { isSafe } from "../probe/safety.ts";
import { failure } from "./failure.ts";
import { waitMs } from "./wait.ts";

/** An answer as it came. Never leaves a sampling. */
export interface RawAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** Names in lower case; a header that came more than once is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly connection?: Connection;
}

/** How an exchange failed. Its message may hold what was sent. */
export interface RawFailure extends Failure {
  readonly connection?: Connection;
}

/** The last try of one request. */
export interface Reply {
  readonly answer: RawAnswer | RawFailure;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** Sends one vendor's requests: so many at once, so many a second, and again where that may help. */
export interface Transport {
  send(request: Request): Promise<Reply>;
}

/** No answer is read further, decompressed: 10 MiB. */
const bytesLimit = 10 * 1024 * 1024;

/** Lends a transport with the vendor's own pool, which is closed afterwards. */
export async function withTransport<T>(vendor: Vendor, runtime: Runtime, use: (transport: Transport) => Promise<T>) {
  const { allowPrivate, timeoutMs, concurrency } = vendor;
  const pool = await runtime.network.open({ allowPrivate, timeoutMs, connections: concurrency, http2: true });
  const queue = new PQueue({ concurrency, ...pace(vendor.perSecond) });
  try {
    return await use({
      send: (request) => {
        const retries = isSafe(request.method) ? vendor.retries : 0;
        return persist(() => queue.add(() => once(pool, request, runtime)), retries, runtime);
      },
    });
  } finally {
    await pool.destroy(); // nothing is under way any more, or it was given up
  }
}

function pace(perSecond: number): { intervalCap: number; interval: number } {
  const intervalCap = Math.max(1, Math.floor(perSecond));
  return { intervalCap, interval: (intervalCap / perSecond) * 1000 };
}

/** Tries again, as often as it may, while that could help. Waiting goes by the runtime's clock, which ^C interrupts. */
async function persist(send: () => Promise<Reply>, retries: number, runtime: Runtime): Promise<Reply> {
  let last: Reply | undefined;
  const again = retry(
    handleWhenResult((reply) => isPassing(reply as Reply)),
    { maxAttempts: retries },
  );
  return again.execute(async ({ attempt }) => {
    if (last) {
      const headers = last.answer.kind === "answer" ? last.answer.headers : {};
      const wait = waitMs(headers, attempt - 1, runtime.clock.now().getTime(), runtime.random);
      if (wait === undefined) return last;
      await runtime.clock.sleep(wait, runtime.signal);
    }
    last = await send();
    return last;
  });
}

const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Codes of what is the same a moment later: certificates, versions of TLS, a proxy's rules, a body's size. */
const lasting = /CERT|SIGNED|UNABLE_TO|ALTNAME|HOSTNAME_MISMATCH|ERR_SSL|^PROXY_4|^BodyTooLargeError$/;

/** Whether a failure may have passed a moment later. */
function isPassing({ answer }: Reply): boolean {
  if (answer.kind === "failure") return answer.phase !== "prepare" && !lasting.test(answer.code);
  const isLimited = answer.status === 403 && answer.headers["retry-after"] !== undefined;
  return passingStatuses.has(answer.status) || isLimited;
}

async function once(pool: Dispatcher, request: Request, runtime: Runtime): Promise<Reply> {
  runtime.signal.throwIfAborted();
  const started = runtime.clock.now();
  const answer = await ask(pool, request, runtime.signal);
  runtime.signal.throwIfAborted(); // ^C is no failure of the vendor's
  return {
    answer,
    startedAt: started.toISOString(),
    durationMs: runtime.clock.now().getTime() - started.getTime(),
  };
}

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
