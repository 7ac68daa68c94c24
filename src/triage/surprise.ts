import { operationName } from "../contract/operations.ts";
import type { Deviation, Sample } from "../live/sample.ts";
import type { Scene } from "./case.ts";
import { hasFailed } from "./symptom.ts";

/** Whether an exchange failed, or its answer deviates where it did not when the contract was pinned. */
export function isUnexpected(sample: Sample, scene: Pick<Scene, "baseline">): boolean {
  return hasFailed(sample) || surprisesOf(sample, scene).length > 0;
}

/**
 * What does not fit the pinned contract, and did when that was pinned. Of operations that were not sampled then, nobody
 * can tell what is new.
 */
export function surprisesOf({ exchange, pinned }: Sample, { baseline }: Pick<Scene, "baseline">): Deviation[] {
  if (!baseline?.sampled.includes(operationName(exchange.operation))) return [];
  const known = new Set(baseline.deviations.map(({ fingerprint }) => fingerprint));
  return pinned.deviations.filter(({ fingerprint }) => !known.has(fingerprint));
}
