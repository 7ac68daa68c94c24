import type PQueue from "p-queue";
import type { Dispatcher } from "undici";
import type { Runtime } from "../../runtime/index.ts";
import type { Request } from "../probe/request.ts";
import { allowance } from "./allowance.ts";
import { ask } from "./ask.ts";
import { breaker } from "./breaker.ts";
import type { Share } from "./patience.ts";
import type { RawAnswer, RawFailure, Reply } from "./reply.ts";
import { afterOutages, overBudget } from "./unsent.ts";

/** The way to one server, which keeps to what the server allows, and does not beat on one that is down. */
export interface Way {
  /** Sends once, if it may, when its turn has come. */
  tryOnce(request: Request, share: Share): Promise<Tried>;
  /** Whether the server asks to wait before this is sent again. */
  isHeld(request: Request): boolean;
}

/** What came of a try. */
export interface Tried {
  readonly wasSent: boolean;
  readonly reply: Reply;
}

/** What ways are made of; the pool and the queue are those of all servers of a vendor. */
export interface Means {
  readonly pool: Dispatcher;
  readonly queue: PQueue;
  readonly runtime: Runtime;
}

/** A way of whose server nothing is known yet. */
export function way({ pool, queue, runtime }: Means): Way {
  const { clock } = runtime;
  const allowed = allowance(clock);
  const unlessDown = breaker(clock);

  async function inTurn(request: Request, share: Share): Promise<Tried> {
    const address = addressOf(request);
    const until = await allowed.take(address, share);
    if (until !== undefined) return { wasSent: false, reply: overBudget(until, clock) };
    let answer: RawAnswer | RawFailure | undefined;
    try {
      const reply = await unlessDown(() => once(pool, request, share, runtime), share);
      if ("by" in reply) return { wasSent: false, reply: afterOutages(reply.by.answer, clock) };
      answer = reply.answer;
      return { wasSent: true, reply };
    } finally {
      allowed.settle(address, answer);
    }
  }

  return {
    async tryOnce(request, share) {
      const until = await allowed.rest(addressOf(request), share); // outside of the queue, where it holds up nobody else
      return until === undefined
        ? queue.add(() => inTurn(request, share))
        : { wasSent: false, reply: overBudget(until, clock) };
    },
    isHeld: (request) => allowed.isClosed(addressOf(request)),
  };
}

function addressOf({ method, url }: Request): string {
  return `${method} ${url.pathname}`;
}

async function once(pool: Dispatcher, request: Request, share: Share, runtime: Runtime): Promise<Reply> {
  runtime.signal.throwIfAborted();
  const started = runtime.clock.now();
  const answer = await ask(pool, request, AbortSignal.any([runtime.signal, share.deadline()]));
  runtime.signal.throwIfAborted(); // ^C is no failure of the vendor's
  return {
    answer,
    startedAt: started.toISOString(),
    durationMs: runtime.clock.now().getTime() - started.getTime(),
  };
}
