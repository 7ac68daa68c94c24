import type { Policy } from "../config/schema.ts";
import type { Acceptance } from "../contract/contract.ts";
import type { Drift } from "../drift/finding.ts";
import { bySeverity, withLevels } from "./levels.ts";

/** A drift with its final level. An accepted one is kept and marked, and does not count. */
export interface Decided extends Drift {
  readonly accepted?: { readonly reason: string };
}

/**
 * The one place that decides what a drift weighs. Its level comes in as the perspective's; the configuration's level for
 * its rule has the last word, and `none` hides it. Severest first, otherwise in the order given.
 */
export function decide(
  drifts: readonly Drift[],
  policy: Pick<Policy, "levels">,
  accepted: readonly Acceptance[],
): Decided[] {
  const reasons = new Map(accepted.map(({ fingerprint, reason }) => [fingerprint, reason]));
  return withLevels(drifts, policy.levels)
    .map((drift) => mark(drift, reasons.get(drift.fingerprint)))
    .sort(bySeverity);
}

function mark(drift: Drift, reason: string | undefined): Decided {
  return reason === undefined ? drift : { ...drift, accepted: { reason } };
}
