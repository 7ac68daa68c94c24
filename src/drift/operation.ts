import type { Operation } from "../contract/contract.ts";

/** Whether two operations are one. Names of path parameters are spelling. */
export function isSameOperation(one: Operation, other: Operation): boolean {
  return one.method === other.method && unnamed(one.path) === unnamed(other.path);
}

function unnamed(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}
