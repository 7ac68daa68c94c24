import type { Baseline } from "../../contract/contract.ts";
import { canonical, type Json } from "../../json.ts";
import type { Sample } from "../sample.ts";
import { compare } from "./compare.ts";
import type { Fact } from "./fact.ts";
import { facts } from "./facts.ts";
import { recordsOf } from "./operations.ts";
import { nothingSeen, type ProtocolRecord, parseRecord } from "./record.ts";

/**
 * Protocol facts as a baseline keeps them, by `METHOD /path`: the same answers always give the same text.
 * @param earlier those of the pin before, for facts that are measured and not said
 */
export function keep(samples: readonly Sample[], earlier: Baseline["protocol"] = {}): Baseline["protocol"] {
  const records = [...recordsOf(samples)].map(([name, { record }]): [string, ProtocolRecord] => {
    const before = Object.hasOwn(earlier, name) ? parseRecord(earlier[name]) : nothingSeen;
    return [name, settled(record, before)];
  });
  return Object.fromEntries(
    records
      .filter(([, { facts: kept }]) => Object.keys(kept).length > 0)
      .map(([name, record]) => [name, JSON.parse(canonical(record as unknown as Json))]),
  );
}

/** A measure is left out where it is of too few answers, and stays what it was while nothing can be told of it. */
function settled({ answers, facts: seen }: ProtocolRecord, before: ProtocolRecord): ProtocolRecord {
  const unsettled = facts.filter(({ needs = 0 }: Fact) => needs > 0);
  const rest = Object.entries(seen).filter(([name]) => unsettled.every((fact) => fact.name !== name));
  const measured = unsettled.flatMap((fact: Fact): [string, readonly string[]][] => {
    const shift = compare(fact, { before, now: { answers, facts: seen } });
    const readings = shift && fact.tell(shift) === undefined ? before.facts[fact.name] : seen[fact.name];
    return readings === undefined || answers < (fact.needs ?? 0) ? [] : [[fact.name, readings]];
  });
  return { answers, facts: Object.fromEntries([...rest, ...measured]) };
}
