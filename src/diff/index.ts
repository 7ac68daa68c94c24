import type { Description } from "../contract/contract.ts";
import type { Change, Uncompared } from "./change.ts";

export interface DiffOptions {
  readonly perspective: "consumer" | "provider";
}

export interface Comparison {
  readonly changes: readonly Change[];
  readonly unknown: readonly Uncompared[];
}

export declare function compare(base: Description, revision: Description, options: DiffOptions): Comparison;
