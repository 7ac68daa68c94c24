import type { Operation } from "../contract/contract.ts";
import type { Entry } from "./entry.ts";
import type { Night } from "./night.ts";

/**
 * What the ledger holds for gone after this night: what it last knew to be there at the vendor, and the night did not see.
 * A finding whose operation, or whose vendor, could not be checked may still be there, so nothing is said of it.
 */
export function unseen(night: Night, seen: readonly Entry[], known: readonly Entry[], at: string): Entry[] {
  const there = new Set(seen.map(({ kind, id }) => `${kind} ${id}`));
  return known
    .filter((entry) => entry.state !== "gone" && !there.has(`${entry.kind} ${entry.id}`))
    .filter((entry) => entry.kind === "failure" || wasChecked(entry.operation, night))
    .map((entry) => ({ ...entry, at, state: "gone" }));
}

function wasChecked(operation: Operation | undefined, { unknown }: Night): boolean {
  return !unknown.some((failure) => failure.operation === undefined || isSame(failure.operation, operation));
}

function isSame(one: Operation, other: Operation | undefined): boolean {
  return one.method === other?.method && one.path === other.path;
}
