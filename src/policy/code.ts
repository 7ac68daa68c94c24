import type { Policy } from "../config/schema.ts";
import type { Undecided } from "../drift/finding.ts";

/** What the team's code says of drifts, by fingerprint. */
export interface CodeSays {
  /** What was searched, for those of which the code certainly uses nothing. */
  readonly unused: ReadonlyMap<string, string>;
  /** Those that the compiler finds to break the code. */
  readonly broken: ReadonlySet<string>;
}

/** A drift as the code lets it weigh. */
export interface Weighed extends Undecided {
  /** What was searched, where the code certainly does not use what it is about: then it is only good to know. */
  readonly unused?: string;
}

/**
 * Lowers what the code has no use for, and lifts a warning that breaks it. What a vendor refused live is in use, whatever
 * the code seems to say.
 */
export function weigh(drift: Undecided, code: CodeSays | undefined, unused: Policy["unused"] = "lower"): Weighed {
  if (drift.level === "warning" && code?.broken.has(drift.fingerprint)) return { ...drift, level: "breaking" };
  const searched = code?.unused.get(drift.fingerprint);
  const counts = drift.level === "breaking" || drift.level === "warning";
  if (!counts || searched === undefined || unused === "keep" || refusals.has(drift.rule)) return drift;
  return { ...drift, level: "info", unused: searched };
}

/** Rules that tell of a request of our own. */
const refusals: ReadonlySet<string> = new Set(["request-refused", "operation-gone"]);
