import type { Vendor } from "../config/schema.ts";
import type { Baseline, Description } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Diagnosis, Step } from "./diagnosis.ts";
import type { Inquiries } from "./inquiries.ts";

/** What is known around the exchanges of one vendor. */
export interface Scene {
  readonly vendor: Vendor;
  readonly runtime: Pick<Runtime, "env" | "clock">;
  /** Absent where there is none, as for traffic of which no contract is pinned. */
  readonly pinned?: Description;
  /** Absent where none is known yet, as while pinning. */
  readonly baseline?: Baseline;
  /** What the published contract changes. */
  readonly changes?: readonly Change[];
  /** What may still be asked; absent where nothing may, as about a recording. */
  readonly inquiries?: Inquiries;
}

/** An exchange that failed, with what a step may look at. */
export interface Case extends Scene {
  readonly sample: Sample;
  /** Every exchange that was had with the vendor at the same time, this one too. */
  readonly samples: readonly Sample[];
}

/** What a step found. With a verdict, the steps after it are not needed. */
export interface Examination extends Pick<Step, "outcome" | "evidence"> {
  readonly verdict?: Verdict;
}

export type Verdict = Pick<Diagnosis, "cause" | "certainty" | "text" | "todo">;

/** What the last step found. It always decides. */
export interface LastExamination {
  readonly verdict: Verdict;
  readonly evidence: readonly string[];
}

/** One of the seven steps. */
export interface Examiner extends Pick<Step, "step" | "name"> {
  examine(failed: Case): Examination | Promise<Examination>;
}

/** The step found nothing wrong. */
export function pass(...evidence: string[]): Examination {
  return { outcome: "pass", evidence };
}

/** The step found the cause. */
export function fail(verdict: Verdict, ...evidence: string[]): Examination {
  return { outcome: "fail", evidence, verdict };
}

/** The step has nothing to look at. */
export function skip(...evidence: string[]): Examination {
  return { outcome: "skipped", evidence };
}
