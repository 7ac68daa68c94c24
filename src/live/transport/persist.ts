import { handleWhenResult, retry } from "cockatiel";
import type { Runtime } from "../../runtime/index.ts";
import type { Request } from "../probe/request.ts";
import { isSafe } from "../probe/safety.ts";
import { isPassing } from "./outage.ts";
import type { Share } from "./patience.ts";
import type { Tried, Way } from "./way.ts";

/** How often, and how long, one request may be tried. */
export interface Persistence {
  /** Tries after the first; none for a request that could change something, which must not happen twice. */
  readonly retries: number;
  readonly share: Share;
}

/**
 * Tries again while that may help: when the vendor says, else after an exponential time with full jitter. Waiting goes by
 * the runtime's clock, which ^C interrupts.
 */
export async function persist(
  way: Way,
  request: Request,
  { retries, share }: Persistence,
  { clock, random }: Pick<Runtime, "clock" | "random">,
): Promise<Tried> {
  let last: Tried | undefined;
  let isOver = false;
  const again = retry(
    handleWhenResult((tried) => !isOver && isWorthwhile(tried as Tried, clock.now().getTime())),
    { maxAttempts: isSafe(request.method) ? retries : 0 },
  );
  return again.execute(async ({ attempt }) => {
    isOver = last !== undefined && !way.isHeld(request) && !(await share.pause(backoffMs(attempt - 1, random)));
    if (last && isOver) return last;
    const tried = await way.tryOnce(request, share);
    isOver = last !== undefined && !tried.wasSent;
    last = last && isOver ? last : tried; // what was sent tells more than why it is not sent again
    return last;
  });
}

function isWorthwhile({ wasSent, reply }: Tried, now: number): boolean {
  return wasSent && isPassing(reply.answer, now);
}

const firstMs = 250;
const longestMs = 10_000;

function backoffMs(attempt: number, random: () => number): number {
  return Math.min(longestMs, random() * firstMs * 2 ** attempt);
}
