import type { Blocked } from "../live/sample.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import type { Unknown } from "./finding.ts";
import { ofRefusal } from "./unchecked.ts";

/**
 * Probes that were not sent because an earlier one did not give what they take from it. Each is unknown, with the cause of
 * what went wrong first; where that answered well, it is our request that cannot be made as it is configured.
 *
 * @param diagnoses of all exchanges that failed, those that are drift among them.
 */
export function blockedProbes(blocked: readonly Blocked[], diagnoses: readonly Diagnosis[]): Unknown[] {
  const known = new Map(diagnoses.map((diagnosis) => [diagnosis.sample, diagnosis]));
  return blocked.map((one) => {
    const { operation, first, text, todo } = one;
    if (!("exchange" in first)) return { ...ofRefusal(first), operation, text };
    const diagnosis = known.get(first);
    if (!diagnosis) return { operation, cause: "request", step: 4, text, todo, steps: [] };
    const { cause, decidedBy, steps } = diagnosis;
    return { operation, cause, step: decidedBy, text: `${text}: ${diagnosis.text}`, todo: diagnosis.todo, steps };
  });
}
