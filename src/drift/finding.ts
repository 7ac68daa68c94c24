import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { Cause, Step } from "../triage/diagnosis.ts";

/** What the three witnesses say together: pinned, published, live (DESIGN's table of verdicts). */
export type Verdict = "released" | "announced" | "published" | "silent" | "conflicting";

/** One drift, before impact and policy have spoken: a change on paper, or a deviation told in the same words. */
export interface Drift extends Omit<Change, "reach"> {
  readonly verdict: Verdict;
  /** JSON Pointer into the response body, array indices as `*`. */
  readonly instancePath?: string;
  /** What was seen live, in a sentence each. */
  readonly evidence: readonly string[];
}

/** A drift with the level that its rule has by itself; `none` is only told where the team gives the rule a level. */
export interface Undecided extends Omit<Drift, "level"> {
  readonly level: Level | "none";
}

/** What could not be checked: never drift, never clean. */
export interface Unknown {
  /** Absent when the whole vendor could not be checked. */
  readonly operation?: Operation;
  readonly cause: Cause;
  readonly step: Step["step"];
  readonly text: string;
  readonly todo: string;
  readonly steps: readonly Step[];
}
