import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhenResult, isBrokenCircuitError } from "cockatiel";
import type { Clock } from "../../runtime/index.ts";
import { isOutage } from "./outage.ts";
import type { Share } from "./patience.ts";
import type { Reply } from "./reply.ts";

/** So many requests in a row fail before nothing more is sent. */
export const outagesLimit = 5;

/** How long a server is then left alone, before one request tries whether it is back. */
const restMs = 5000;

/**
 * Sends, as long as that makes sense: after so many outages in a row a server gets one more try, and then no more.
 * Gives the last of those outages where nothing is sent.
 */
export type Breaker = (send: () => Promise<Reply>, share: Share) => Promise<Reply | Broken>;

/** Nothing was sent, because of this outage and those before it. */
export interface Broken {
  readonly kind: "broken";
  readonly by: Reply;
}

/** A breaker for one server. */
export function breaker(clock: Clock): Breaker {
  let by: Reply | undefined;
  let restedAt = 0;
  let tries = 0;
  const circuit = circuitBreaker(
    handleWhenResult((reply) => isOutage((reply as Reply).answer)),
    { breaker: new ConsecutiveBreaker(outagesLimit), halfOpenAfter: 0 }, // its clock is not the runtime's, so we wait
  );
  circuit.onBreak((reason) => {
    if ("isolated" in reason) return;
    if ("value" in reason) by = reason.value as Reply;
    restedAt = clock.now().getTime() + restMs;
    tries += 1;
    if (tries > 1) circuit.isolate();
  });
  circuit.onReset(() => {
    tries = 0;
  });
  return async (send, share) => {
    if (circuit.state === CircuitState.Open && by && !(await share.waitUntil(restedAt))) return { kind: "broken", by };
    try {
      return await circuit.execute(send);
    } catch (error) {
      if (isBrokenCircuitError(error) && by) return { kind: "broken", by };
      throw error;
    }
  };
}
