import type { Operation } from "../contract/contract.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Subject } from "../impact/use.ts";

/** What the team's code uses of its vendors' contracts. */
export interface ImpactReport {
  readonly schemaVersion: 1;
  /** The contracts that were asked for. */
  readonly used: readonly UsedContract[];
}

/** What code uses of one contract. */
export interface UsedContract {
  readonly vendor: string;
  /** The code that was read: what the configuration names, and how many files that are. */
  readonly searched: { readonly globs: readonly string[]; readonly files: number };
  readonly operations: readonly UsedOperation[];
  /** Operations of the contract that no code was found to use. */
  readonly unused: readonly Operation[];
  /** Calls that may be this vendor's, and of which nobody can tell what they ask for. */
  readonly uncovered: readonly UncoveredCall[];
}

/** What code uses of one operation. */
export interface UsedOperation {
  readonly operation: Operation;
  /** Each once: the calls, then what is sent, then what is read. */
  readonly parts: readonly UsedPart[];
}

/** Something of an operation that code uses, and where. */
export interface UsedPart {
  /** `handed-on`: a part of the answer goes where nobody can follow it. */
  readonly kind: Subject["kind"];
  readonly in?: "path" | "query" | "header" | "cookie";
  /** Of a parameter, a credential or a header. */
  readonly name?: string;
  /** JSON Pointer into the body, array indices as `*`. */
  readonly pointer?: string;
  readonly places: readonly CodePlace[];
}

/** A call that may be one of the vendor's. */
export interface UncoveredCall {
  /** It speaks GraphQL, or its address is only known at run time. */
  readonly why: "graphql" | "target";
  readonly place: CodePlace;
}
