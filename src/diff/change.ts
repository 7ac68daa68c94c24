import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import type { Json } from "../json.ts";

/** One difference between two contracts at one place of one operation, named by a rule. */
export interface Change {
  readonly rule: string;
  readonly level: Level;
  /** Absent for what belongs to no operation, such as `info.version`. */
  readonly operation?: Operation;
  /**
   * JSON Pointer to the place, read through the operation with `$ref`s followed:
   * `/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/total`.
   */
  readonly pointer: string;
  /** JSON Pointers to where it is written in each document, behind `$ref`s; on a side that lacks it, what would hold it. */
  readonly base?: string;
  readonly revision?: string;
  readonly text: string;
  /** Where something is gone: what it is probably called now. An offer, not a fact. */
  readonly rename?: Rename;
  /** What the reader can do. */
  readonly todo: string;
  /** Hash of rule, operation, place and what changed. No lines, prose or dates. */
  readonly fingerprint: string;
  /** Same for all changes that come from one edit of the description. */
  readonly root: string;
  /** How many operations the root reaches. */
  readonly operations: number;
  /** Which operations, where the change is told once for all of them. */
  readonly reach?: readonly Operation[];
  readonly proof?: "witness" | "rule";
  /** A value that one side accepts and the other refuses. */
  readonly witness?: Json;
}

/** What something is probably called now, and why that is likely. */
export interface Rename {
  readonly to: string;
  /** A few words each: `same shape`, `similar name`. */
  readonly evidence: readonly string[];
}

/** What could not be compared, and why. Never silently clean. */
export interface Uncompared {
  readonly pointer: string;
  readonly side: "base" | "revision";
  readonly operation?: Operation;
  readonly text: string;
}
