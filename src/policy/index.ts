import type { Policy } from "../config/schema.ts";
import type { Acceptance } from "../contract/contract.ts";
import type { Drift, Undecided } from "../drift/finding.ts";
import type { JsonObject } from "../json.ts";
import { type CodeSays, weigh } from "./code.ts";
import { bySeverity, withLevels } from "./levels.ts";
import { levelsAt } from "./overrides.ts";

/** A drift with its final level. An accepted one is kept and marked, and does not count. */
export interface Decided extends Drift {
  readonly accepted?: { readonly reason: string };
  /** What was searched, where the code certainly does not use what it is about: that has lowered it. */
  readonly unused?: string;
}

/** What is known of a contract when its drifts are weighed. */
interface Known {
  readonly accepted: readonly Acceptance[];
  /** What is pinned and what is published, for the tags that an override may name. */
  readonly documents: readonly JsonObject[];
  /** Absent where no code was read. */
  readonly code?: CodeSays;
}

/**
 * The one place that decides what a drift weighs. Its level comes in as the perspective's; the team's code lowers or lifts
 * it; what the configuration says of its rule and operation has the last word, and `none` hides it. Severest first, otherwise in the order given.
 */
export function decide(
  drifts: readonly Undecided[],
  policy: Pick<Policy, "levels" | "overrides"> & Partial<Pick<Policy, "unused">>,
  { accepted, documents, code }: Known,
): Decided[] {
  const reasons = new Map(accepted.map(({ fingerprint, reason }) => [fingerprint, reason]));
  const weighed = drifts.map((drift) => weigh(drift, code, policy.unused));
  return withLevels(weighed, levelsAt(policy, documents))
    .map((drift) => mark(drift, reasons.get(drift.fingerprint)))
    .sort(bySeverity);
}

function mark(drift: Decided, reason: string | undefined): Decided {
  return reason === undefined ? drift : { ...drift, accepted: { reason } };
}
