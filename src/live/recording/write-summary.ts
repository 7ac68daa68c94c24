import { operationName } from "../../contract/operations.ts";
import type { JsonObject } from "../../json.ts";
import { router } from "./router.ts";
import type { HarEntry } from "./write-har.ts";

/** What an archive holds, as a person wants to know it. */
export interface ArchiveSummary {
  /** How many there are, by `METHOD /path status`; of a failure, its code stands for the status. */
  readonly operations: Readonly<Record<string, number>>;
  /** Those that the contract has no operation for, by `METHOD host/path status`. */
  readonly unmatched: Readonly<Record<string, number>>;
}

/** Counts entries by the operations of a contract; without a contract, by their paths. */
export function summaryOf(entries: readonly HarEntry[], contract: JsonObject | undefined): ArchiveSummary {
  const route = contract && router(contract);
  const counts = { operations: new Map<string, number>(), unmatched: new Map<string, number>() };
  for (const { request, response } of entries) {
    const { method, url } = request;
    const { host, pathname } = new URL(url);
    const found = route?.(method, new URL(url));
    const isStray = found !== undefined && "because" in found;
    const name =
      found && !isStray ? operationName(found.operation.operation) : `${method} ${isStray ? host : ""}${pathname}`;
    const key = `${name} ${response.status || response._error}`;
    const at = isStray ? counts.unmatched : counts.operations;
    at.set(key, (at.get(key) ?? 0) + 1);
  }
  return { operations: sorted(counts.operations), unmatched: sorted(counts.unmatched) };
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
