import type { Level } from "../config/level.ts";
import { operationName } from "../contract/operations.ts";
import type { DiffEntry, Finding, Summary } from "./report.ts";

/** Everything that comes from one edit of the description, or from one change of behaviour: told once. */
export interface Root<Entry> {
  /** The gravest of them, and of those the place with the shortest pointer; it speaks for all. */
  readonly entry: Entry;
  readonly entries: readonly Entry[];
  /** Those that were written down, as `GET /orders/{id}`, each once. */
  readonly operations: readonly string[];
  /** How many operations it reaches, written down or not. */
  readonly reach: number;
}

/** Groups entries by root, gravest first; otherwise in the order of the report. */
export function roots<Entry extends DiffEntry>(entries: readonly Entry[]): Root<Entry>[] {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const group = groups.get(entry.root);
    if (group) group.push(entry);
    else groups.set(entry.root, [entry]);
  }
  return [...groups.values()].map(gather).sort((one, other) => rank(one.entry) - rank(other.entry));
}

/** The roots of what the team has not accepted. */
export function openRoots(findings: readonly Finding[]): Root<Finding>[] {
  return roots(findings.filter((finding) => !isAccepted(finding)));
}

/** Counts by level, each root once, at its gravest; accepted findings do not count. */
export function summarise(entries: readonly (DiffEntry | Finding)[], unknown: number): Summary {
  const gravest = new Map<string, Level>();
  for (const entry of entries) {
    const before = gravest.get(entry.root);
    const isGraver = before === undefined || ranks[entry.level] < ranks[before];
    if (isGraver && !isAccepted(entry)) gravest.set(entry.root, entry.level);
  }
  const counts = { breaking: 0, warning: 0, info: 0, unknown };
  for (const level of gravest.values()) counts[level] += 1;
  return counts;
}

/** Counts of contracts together. Roots are told apart within one only: two vendors may well make the same change. */
export function summariseAll(contracts: readonly Summarised[]): Summary {
  const each = contracts.map(({ findings, unknown }) => summarise(findings, unknown.length));
  const total = (count: keyof Summary) => each.reduce((so, summary) => so + summary[count], 0);
  return { breaking: total("breaking"), warning: total("warning"), info: total("info"), unknown: total("unknown") };
}

interface Summarised {
  readonly findings: readonly Finding[];
  readonly unknown: readonly unknown[];
}

/** Whether it is a finding of a check, which has a verdict, and not a change of a diff. */
export function isFinding(entry: DiffEntry | Finding): entry is Finding {
  return "verdict" in entry;
}

/** Whether the team took it as the new normal. */
export function isAccepted(entry: DiffEntry | Finding): boolean {
  return isFinding(entry) && entry.accepted !== undefined;
}

/** Whether it is only good to know: then nobody has to look it up, and one line tells all of it. */
export function isSlight({ entry }: Root<DiffEntry>): boolean {
  return entry.level === "info";
}

function gather<Entry extends DiffEntry>(entries: readonly [Entry, ...Entry[]]): Root<Entry> {
  const [first, ...others] = entries;
  let named: readonly string[] | undefined;
  const names = () => (named ??= namesOf(entries));
  return {
    entry: others.reduce((best, entry) => (speaksBetter(entry, best) ? entry : best), first),
    entries,
    // Hundreds of roots reach hundreds of operations each, and most reports name three of them.
    get operations() {
      return names();
    },
    reach:
      others.length === 0 ? first.operations : Math.max(...entries.map(({ operations }) => operations), names().length),
  };
}

function namesOf(entries: readonly DiffEntry[]): string[] {
  const reached = entries.flatMap(({ operation, reach = [] }) => (operation ? [operation, ...reach] : reach));
  return [...new Set(reached.map(operationName))];
}

/** The gravest; of those, the place with the shortest pointer. */
function speaksBetter(one: DiffEntry, other: DiffEntry): boolean {
  const graver = rank(other) - rank(one);
  return graver > 0 || (graver === 0 && one.location.pointer.length < other.location.pointer.length);
}

function rank({ level }: DiffEntry): number {
  return ranks[level];
}

const ranks: Readonly<Record<Level, number>> = { breaking: 0, warning: 1, info: 2 };
