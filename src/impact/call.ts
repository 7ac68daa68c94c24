import type { ts } from "ts-morph";
import type { Operation } from "../contract/contract.ts";
import type { CodePlace } from "./place.ts";
import type { Source } from "./source.ts";

/** A piece of code that reaches operations of the contract. */
export interface Call {
  /** One where the method is known; otherwise all that share the path. */
  readonly operations: readonly Operation[];
  readonly certainty: CodePlace["certainty"];
  readonly source: Source;
  readonly node: ts.Node;
}

/** One way in which code may call a vendor. */
export interface WayOfCalling {
  find(source: Source, operationsAt: OperationsAt): Call[];
}

/**
 * The operations that a request would reach.
 * @param method in any case; undefined where the code does not tell
 * @param target a path, or a whole URL; what is only known at run time is `{}`
 */
export type OperationsAt = (method: string | undefined, target: string) => readonly Operation[];
