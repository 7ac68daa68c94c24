import { type Level, levels } from "../config/level.ts";
import type { Policy } from "../config/schema.ts";

/** What a run comes to: drift at or over the threshold, else something that could not be checked, else fine. */
export type Outcome = "fine" | "drift" | "unknown";

/** When a run is not fine. */
export interface Threshold {
  /** Drift at or above this level counts; `none` lets every drift pass. */
  readonly failOn: Policy["failOn"];
  /** Whether what could not be checked may pass. */
  readonly allowUnknown: boolean;
}

/** Judges a report by its summary. Drift weighs more than unknown: what is known to be broken is told first. */
export function outcome(
  summary: Readonly<Record<Level | "unknown", number>>,
  { failOn, allowUnknown }: Threshold,
): Outcome {
  const counted = failOn === "none" ? [] : levels.slice(0, levels.indexOf(failOn) + 1);
  if (counted.some((level) => summary[level] > 0)) return "drift";
  return summary.unknown > 0 && !allowUnknown ? "unknown" : "fine";
}
