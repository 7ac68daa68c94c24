import type { Runtime } from "../../runtime/index.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** GitHub's limits leave no time in this run. The next run resumes. */
export class DeferredError extends Error {
  override readonly name = "DeferredError";
}

/** Sends a request again as long as that is safe and there is time. */
export type Patience = <Answer>(isRepeatable: boolean, send: () => Promise<Answer>) => Promise<Answer>;

/**
 * What was refused for its pace is sent again after the time that GitHub names (else a minute, doubling), whatever it
 * was: it was not carried out. What got no answer, or a 5xx, is sent again only if a second time changes nothing.
 * All waiting for limits comes out of one budget for the run.
 * @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function patience({ clock, random, signal }: Runtime): Patience {
  let budgetMs = waitingBudgetMs;
  let limits = 0;

  async function wait(trouble: Trouble & { kind: "limited" }, cause: unknown): Promise<void> {
    const ms = trouble.waitMs ?? Math.min(firstWaitMs * 2 ** limits, longestWaitMs);
    if (ms > budgetMs) throw new DeferredError("GitHub's rate limit outlasts this run", { cause });
    limits += 1;
    budgetMs -= ms;
    await clock.sleep(ms, signal);
  }

  return async (isRepeatable, send) => {
    for (let tries = 0; ; ) {
      try {
        return await send();
      } catch (error) {
        const trouble = troubleOf(error, clock);
        const pause = isRepeatable ? pausesMs[tries] : undefined;
        if (trouble?.kind === "limited") await wait(trouble, error);
        else if (trouble?.kind === "unavailable" && pause !== undefined) {
          tries += 1;
          await clock.sleep(pause + random() * jitterMs, signal);
        } else throw error;
      }
    }
  };
}

const waitingBudgetMs = 10 * 60_000;
const firstWaitMs = 60_000;
const longestWaitMs = 5 * 60_000;
const pausesMs = [1_000, 2_000, 4_000];
const jitterMs = 500;
