import type { Vendor } from "../config/schema.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Diagnosis, Step } from "./diagnosis.ts";

/** An exchange that failed, with what a step may look at. */
export interface Case {
  readonly sample: Sample;
  readonly vendor: Vendor;
  readonly runtime: Runtime;
}

/** What a step found. With a verdict, the steps after it are not needed. */
export interface Examination extends Pick<Step, "outcome" | "evidence"> {
  readonly verdict?: Verdict;
}

export type Verdict = Pick<Diagnosis, "cause" | "certainty" | "text" | "todo">;

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
