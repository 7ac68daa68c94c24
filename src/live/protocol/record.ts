import { isObject, type Json } from "../../json.ts";
import type { Protocol } from "./protocol.ts";

/** What several answers showed together: by fact, every reading that came. */
export interface ProtocolRecord {
  /** How many good answers it is of. */
  readonly answers: number;
  /** `a, b` for an answer that had both words, `none` for one that had no word; `varies` alone where there were too many. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
}

/** Nothing seen yet: changes nothing when merged. */
export const nothingSeen: ProtocolRecord = { answers: 0, facts: {} };

/** What one answer showed. */
export function recordOf(protocol: Protocol, status: number): ProtocolRecord {
  const facts = Object.entries(protocol).map(([name, words]) => [name, [words.length > 0 ? words.join(", ") : "none"]]);
  return { answers: status < 400 ? 1 : 0, facts: Object.fromEntries(facts) };
}

/** More readings than this of one fact, and it says nothing. */
const mostReadings = 8;
const varies = "varies";

/** What both have seen together. Associative and commutative; `nothingSeen` changes nothing. */
export function merge(a: ProtocolRecord, b: ProtocolRecord): ProtocolRecord {
  const names = [...new Set([...Object.keys(a.facts), ...Object.keys(b.facts)])].sort();
  return {
    answers: a.answers + b.answers,
    facts: Object.fromEntries(names.map((name) => [name, union(a.facts[name] ?? [], b.facts[name] ?? [])])),
  };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  const readings = [...new Set([...a, ...b])].sort();
  return readings.length > mostReadings || readings.includes(varies) ? [varies] : readings;
}

/** The readings of a fact, as words; undefined where nothing was seen, or too much. */
export function readingsOf({ facts }: ProtocolRecord, name: string): string[][] | undefined {
  const readings = facts[name];
  if (readings === undefined || readings.length === 0 || readings.includes(varies)) return undefined;
  return readings.map((reading) => (reading === "none" ? [] : reading.split(", ")));
}

/** A record as a baseline keeps it. What is of another form, as earlier versions wrote it, says nothing. */
export function parseRecord(kept: Json | undefined): ProtocolRecord {
  if (!isObject(kept) || typeof kept.answers !== "number" || !isObject(kept.facts)) return nothingSeen;
  const facts = Object.entries(kept.facts).flatMap(([name, readings]): [string, string[]][] =>
    Array.isArray(readings) ? [[name, readings.filter((reading: Json) => typeof reading === "string")]] : [],
  );
  return { answers: kept.answers, facts: Object.fromEntries(facts) };
}
