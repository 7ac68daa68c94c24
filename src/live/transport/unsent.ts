import type { Clock } from "../../runtime/index.ts";
import { outagesLimit } from "./breaker.ts";
import type { RawAnswer, RawFailure, Reply } from "./reply.ts";

/** A request that is not sent, because its vendor's limit is used up until that time (milliseconds since 1970). */
export function overBudget(until: number, clock: Clock): Reply {
  const seconds = Math.ceil((until - clock.now().getTime()) / 1000);
  return unsent(
    "NOT_SENT_RATE_LIMIT",
    `the vendor takes no more requests for ${seconds} s, which is too long to wait`,
    clock,
  );
}

/** A request that is not sent, because too many before it met the same outage. */
export function afterOutages(last: RawAnswer | RawFailure, clock: Clock): Reply {
  const [code, told] =
    last.kind === "answer"
      ? (["NOT_SENT_DEPENDENCY", `the last one with ${last.status}`] as const)
      : (["NOT_SENT_NETWORK", `the last one with ${last.code}`] as const);
  return unsent(code, `${outagesLimit} requests in a row failed, and one more later, ${told}`, clock);
}

/** Codes begin with `NOT_SENT_` and end with the cause. */
function unsent(code: string, message: string, clock: Clock): Reply {
  return {
    answer: { kind: "failure", phase: "prepare", code, message },
    startedAt: clock.now().toISOString(),
    durationMs: 0,
  };
}
