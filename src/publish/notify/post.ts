import type { Dispatcher } from "undici";
import { untilOf } from "../../live/transport/until.ts";
import { AddressRefusedError, type Runtime } from "../../runtime/index.ts";

/** Where a message goes. */
export interface Address {
  readonly url: URL;
  readonly allowPrivate: boolean;
}

/** What is sent. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why a message was not taken, in words that hold nothing of the address. */
export interface Refusal {
  readonly text: string;
  readonly todo?: string;
}

/** How long a run may wait for hooks, all together. */
export interface Budget {
  leftMs: number;
}

export function waitingBudget(): Budget {
  return { leftMs: 60_000 };
}

/**
 * Posts a message, made anew for each of at most four tries: what failed on the way, or was answered with 408, 429 or
 * 5xx, is sent again after the time that the answer names, else after 1, 2 and 4 s, more or less. A message may so come
 * twice, where only its answer was lost. Redirects are not followed. Resolves to why it was not taken, if it was not.
 */
export async function post(
  address: Address,
  make: () => Message,
  budget: Budget,
  runtime: Runtime,
): Promise<Refusal | undefined> {
  const pool = await runtime.network.open({
    allowPrivate: address.allowPrivate,
    timeoutMs: timeoutMs,
    connections: 1,
  });
  try {
    for (let tries = 0; ; tries += 1) {
      if (runtime.signal.aborted) return interrupted;
      const answer = await tryOnce(pool, address.url, make(), runtime);
      if (answer.kind === "taken") return undefined;
      const waitMs = answer.again && (answer.waitMs ?? pauseMs(tries, runtime));
      if (waitMs === undefined || tries >= pausesMs.length) return answer.why;
      if (waitMs > budget.leftMs) return { ...answer.why, todo: "it asks for a longer wait than a run has time for" };
      budget.leftMs -= waitMs;
      if (await isInterrupted(runtime.clock.sleep(waitMs, runtime.signal), runtime.signal)) return interrupted;
    }
  } finally {
    await pool.destroy(); // whatever more of an answer there is, nobody reads
  }
}

const timeoutMs = 10_000;
const pausesMs = [1_000, 2_000, 4_000];

const interrupted: Refusal = { text: "the run was interrupted" };

function pauseMs(tries: number, { random }: Pick<Runtime, "random">): number | undefined {
  const pause = pausesMs[tries];
  return pause === undefined ? undefined : pause * (0.5 + random());
}

async function isInterrupted(waiting: Promise<void>, signal: AbortSignal): Promise<boolean> {
  try {
    await waiting;
    return false;
  } catch (error) {
    if (error === signal.reason) return true;
    throw error;
  }
}

/** How one try went. */
type Answer =
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly why: Refusal; readonly again?: true; readonly waitMs?: number | undefined };

async function tryOnce(pool: Dispatcher, url: URL, { headers, body }: Message, runtime: Runtime): Promise<Answer> {
  try {
    const response = await pool.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "driftpin", ...headers },
      body,
    });
    if (response.statusCode < 300) {
      response.body.on("error", () => undefined).destroy(); // it was taken, whatever comes of the rest
      return { kind: "taken" };
    }
    return await refusalOf(response, url, runtime);
  } catch (error) {
    return failureOf(error);
  }
}

async function refusalOf(response: Dispatcher.ResponseData, url: URL, { clock }: Runtime): Promise<Answer> {
  const { statusCode: status, headers } = response;
  const word = await firstWord(response, url);
  const text = `it answered ${status}${word === undefined ? "" : ` (${word})`}`;
  if (status < 400) return { kind: "refused", why: { text, todo: "name the address that it redirects to" } };
  if (status === 404 || status === 410) {
    return { kind: "refused", why: { text, todo: "make a new address at the receiver" } };
  }
  if (status !== 408 && status !== 429 && status < 500) return { kind: "refused", why: { text } };
  return { kind: "refused", why: { text }, again: true, waitMs: waitOf(headers, clock.now().getTime()) };
}

function waitOf(headers: Dispatcher.ResponseData["headers"], now: number): number | undefined {
  const flat = (name: string) => [headers[name] ?? []].flat().join(", ");
  const until = untilOf(flat("retry-after"), { date: flat("date") }, now);
  return until === undefined ? undefined : Math.max(0, until - now);
}

/** Slack and its kin say what is wrong in one word, such as `invalid_payload`. Nothing else of an answer is told. */
async function firstWord({ body }: Dispatcher.ResponseData, url: URL): Promise<string | undefined> {
  const bytes = await body
    .take(1)
    .toArray()
    .catch(() => []);
  const word = /^[a-z]+(_[a-z]+)*$/.exec(String(bytes[0] ?? "").trim())?.[0];
  return word !== undefined && word.length <= 40 && !url.href.includes(word) ? word : undefined;
}

/** Only codes are told: messages hold names and addresses. */
function failureOf(error: unknown): Answer {
  if (!(error instanceof Error)) throw error;
  if (error instanceof AddressRefusedError) {
    const text = "its address is not a public one";
    return { kind: "refused", why: { text, todo: "set allow-private: true, if that is meant" } };
  }
  const code = "code" in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return { kind: "refused", why: { text: `it could not be reached (${code})` }, again: true };
}
