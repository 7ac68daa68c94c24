import { operationName } from "../contract/operations.ts";
import { answerOf } from "./answer.ts";
import type { Case, Verdict } from "./case.ts";

/** Refusals that other parameters, another body or other headers may explain. */
const ofWhatIsSent: ReadonlySet<number> = new Set([400, 404, 406, 409, 412, 415, 422, 428]);

/**
 * That a refused probe is none of those that answered when the contract was pinned: the team has changed it, or added it.
 * Then the vendor need not have changed at all, for most contracts allow more than their vendors take. Undefined where the
 * pin does not know its probes, and where the answer shows that it is not about what was sent.
 */
export function unpinned({ sample, baseline }: Case): Verdict | undefined {
  const { probe, exchange } = sample;
  const answer = answerOf(sample);
  if (probe === undefined || baseline?.probes === undefined || !answer || !ofWhatIsSent.has(answer.status))
    return undefined;
  if (baseline.probes[operationName(exchange.operation)]?.includes(probe)) return undefined;
  // Step 4 has found out that it is the address, and not what the path's parameters name.
  const isOfTheAddress = exchange.operation.path.includes("{") || answer.hints?.includes("no-route");
  if (answer.status === 404 && isOfTheAddress) return undefined;
  return {
    cause: "request",
    certainty: "likely",
    text: `the vendor refuses (${answer.status}) a probe that is not one of those which were pinned`,
    todo: "Look at what the probe sends now; once it is answered, run driftpin pin.",
  };
}
