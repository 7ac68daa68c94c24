import { append } from "../diff/multimap.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Entry } from "./entry.ts";
import type { Night } from "./night.ts";
import { observe } from "./observe.ts";
import { readLedger } from "./read.ts";
import { unseen } from "./unseen.ts";

/**
 * Adds to the ledger what changed since its last word on each finding and failure: those that are new, those whose
 * level, verdict or state is another, and those that ended. Returns the lines added; nothing is written if there are none.
 * @param path absolute path of the ledger, made when it is missing
 * @throws UsageError where the ledger cannot be read
 */
export async function remember(nights: readonly Night[], path: string, runtime: Runtime): Promise<readonly Entry[]> {
  const last = lastWords(await readLedger(path, runtime));
  const known = byVendor(last.values());
  const at = runtime.clock.now().toISOString();
  const entries = nights.flatMap((night) => {
    const seen = observe(night, at);
    return [
      ...seen.filter((entry) => isNews(entry, last.get(key(entry)))),
      ...unseen(night, seen, known.get(night.vendor) ?? [], at),
    ];
  });
  if (entries.length > 0)
    await runtime.files.append(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  return entries;
}

function lastWords(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.map((entry) => [key(entry), entry]));
}

function byVendor(entries: Iterable<Entry>): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) append(groups, entry.vendor, entry);
  return groups;
}

function key({ vendor, kind, id }: Entry): string {
  return [vendor, kind, id].join("\n");
}

function isNews(entry: Entry, last: Entry | undefined): boolean {
  return last === undefined || weight(entry) !== weight(last);
}

/** What must differ for a line to be worth writing: not the time, nor the wording. */
function weight(entry: Entry): string {
  return entry.kind === "finding" ? [entry.state, entry.level, entry.verdict].join("\n") : entry.state;
}
