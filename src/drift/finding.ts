import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import type { Rename } from "../diff/change.ts";
import type { Json } from "../json.ts";
import type { Cause, Step } from "../triage/diagnosis.ts";

/** What the three witnesses say together: pinned, published, live (DESIGN's table of verdicts). */
export type Verdict = "released" | "announced" | "published" | "silent" | "conflicting";

/** One drift, before impact and policy have spoken. */
export interface Drift {
  readonly rule: string;
  readonly level: Level;
  readonly verdict: Verdict;
  readonly operation?: Operation;
  /** JSON Pointer to the place in the contract, read through the operation. */
  readonly pointer: string;
  /** Where it is written in the pinned and in the published document. */
  readonly base?: string;
  readonly revision?: string;
  /** JSON Pointer into the response body, array indices as `*`. */
  readonly instancePath?: string;
  readonly text: string;
  /** Where something is gone: what it is probably called now. */
  readonly rename?: Rename;
  readonly todo: string;
  readonly fingerprint: string;
  readonly root: string;
  readonly operations: number;
  readonly proof?: "witness" | "rule";
  readonly witness?: Json;
  /** What was seen live, in a sentence each. */
  readonly evidence: readonly string[];
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
