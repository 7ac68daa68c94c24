import type { Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import type { Runtime } from "../runtime/index.ts";
import { readLedger } from "./read.ts";

/** What could not be checked: an operation of a vendor, or all of the vendor. */
interface Subject {
  readonly vendor: string;
  readonly operation?: Operation | undefined;
}

/** The day (UTC) since which something could not be checked on any night; undefined where the ledger knows of no such thing. */
export type FailingSince = (subject: Subject) => string | undefined;

/**
 * Reads from the ledger since when things fail. A failure is noted once, and again when it ends; another cause on the
 * next night does not begin a new count.
 * @param path absolute path of the ledger
 * @throws UsageError where the ledger cannot be read
 */
export async function failingSince(path: string, runtime: Runtime): Promise<FailingSince> {
  const failing = new Map<string, Case>();
  for (const entry of await readLedger(path, runtime)) {
    if (entry.kind === "finding") continue;
    const { open, since } = failing.get(key(entry)) ?? { open: [], since: "" };
    const others = open.filter((id) => id !== entry.id);
    const still = entry.state === "open" ? [...others, entry.id] : others;
    failing.set(key(entry), { open: still, since: open.length === 0 ? day(entry.at) : since });
  }
  return (subject) => {
    const { open, since } = failing.get(key(subject)) ?? { open: [] };
    return open.length === 0 ? undefined : since;
  };
}

/** The failures of a subject that are open, and when the first of them began. */
interface Case {
  readonly open: readonly string[];
  readonly since: string;
}

function key({ vendor, operation }: Subject): string {
  return `${vendor}\n${operation ? operationName(operation) : ""}`;
}

function day(at: string): string {
  return at.slice(0, "2026-01-02".length);
}
