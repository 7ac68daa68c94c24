import type { Sample } from "../live/sample.ts";

/** Why an exchange failed. The seven classes are fixed. */
export const causes = [
  "network",
  "authentication",
  "request",
  "dependency",
  "rate-limit",
  "consumer",
  "vendor-change",
] as const;
export type Cause = (typeof causes)[number];

/** One of the seven steps, and what it found. */
export interface Step {
  readonly step: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly name: string;
  readonly outcome: "pass" | "fail" | "skipped";
  readonly evidence: readonly string[];
}

/** A classified failure. */
export interface Diagnosis {
  readonly sample: Sample;
  readonly cause: Cause;
  /** The step that decided. */
  readonly decidedBy: Step["step"];
  readonly certainty: "certain" | "likely";
  readonly steps: readonly Step[];
  readonly text: string;
  /** What the reader can do. */
  readonly todo: string;
}
