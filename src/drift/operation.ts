import type { Operation } from "../contract/contract.ts";
import { anonymous } from "../contract/operations.ts";

/** Whether two operations are one. Names of path parameters are spelling. */
export function isSameOperation(one: Operation, other: Operation): boolean {
  return one.method === other.method && anonymous(one.path) === anonymous(other.path);
}
