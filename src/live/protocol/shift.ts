import { createHash } from "node:crypto";
import type { Baseline, Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { canonical, join } from "../../json.ts";
import type { Deviation, Sample } from "../sample.ts";
import type { Fact, Shift, Told } from "./fact.ts";
import { facts } from "./facts.ts";
import { merge, nothingSeen, type ProtocolRecord, parseRecord, readingsOf, recordOf } from "./record.ts";

/**
 * What the protocol facts of tonight's answers show against those of the baseline. Only what all of tonight's answers
 * agree on and no answer of the baseline showed is told; a fact that the baseline does not have says nothing.
 */
export function protocolShifts({ document }: Description, baseline: Baseline, samples: readonly Sample[]): Deviation[] {
  const known = new Map(Object.entries(baseline.protocol).map(([name, kept]) => [name, parseRecord(kept)]));
  const now = recordsOf(samples);
  const server = { before: [...known.values()].reduce(merge, nothingSeen), now: together(now) };
  return [...now].flatMap(([name, { operation, status, record }]) => {
    const own = { before: known.get(name) ?? nothingSeen, now: record };
    return facts.flatMap((fact: Fact) => {
      const shift = compare(fact, fact.of === "server" ? server : own);
      const told = shift && isOf(record, fact) ? fact.tell(shift) : undefined;
      return told && shift
        ? [deviation(told, shift, { operation, status, written: whereIs(document, operation) })]
        : [];
    });
  });
}

/** What the answers of one operation showed. */
interface Recorded {
  readonly operation: Operation;
  /** Of the first answer. */
  readonly status: number;
  readonly record: ProtocolRecord;
}

/** The merged facts of answers by `METHOD /path`, sorted. */
export function recordsOf(samples: readonly Sample[]): ReadonlyMap<string, Recorded> {
  const records = new Map<string, Recorded>();
  for (const { exchange, protocol } of samples) {
    const { operation, answer } = exchange;
    if (answer.kind === "failure") continue;
    const name = operationName(operation);
    const known = records.get(name) ?? { operation, status: answer.status, record: nothingSeen };
    records.set(name, { ...known, record: merge(known.record, recordOf(protocol)) });
  }
  return new Map([...records].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function together(records: ReadonlyMap<string, Recorded>): ProtocolRecord {
  return [...records.values()].reduce((so, { record }) => merge(so, record), nothingSeen);
}

/** Whether an operation's own answers tell the fact at all. */
function isOf(record: ProtocolRecord, { name }: Fact): boolean {
  return record.facts[name] !== undefined;
}

interface Sides {
  readonly before: ProtocolRecord;
  readonly now: ProtocolRecord;
}

/** How a fact has shifted; undefined where one side has nothing to say. */
export function compare({ name }: Pick<Fact, "name">, { before, now }: Sides): Shift | undefined {
  const old = readingsOf(before, name);
  const fresh = readingsOf(now, name);
  if (old === undefined || fresh === undefined) return undefined;
  return {
    came: inAll(fresh).filter((word) => !inSome(old).includes(word)),
    went: inAll(old).filter((word) => !inSome(fresh).includes(word)),
    before: inSome(old),
    now: inAll(fresh),
    answers: { before: before.answers, now: now.answers },
  };
}

function inSome(readings: readonly (readonly string[])[]): string[] {
  return [...new Set(readings.flat())].sort();
}

function inAll(readings: readonly (readonly string[])[]): string[] {
  return inSome(readings).filter((word) => readings.every((reading) => reading.includes(word)));
}

function whereIs(document: Description["document"], operation: Operation): string {
  return find(document, operationName(operation))?.pointer ?? "";
}

function deviation(
  { rule, text, same }: Told,
  { came, went }: Shift,
  { operation, status, written }: Pick<Deviation, "operation" | "status" | "written">,
): Deviation {
  const path = operation.path.replaceAll(/\{[^}]*\}/g, "{}");
  const place = [rule, operation.method, path, [...(same ?? [...came, ...went])].sort()];
  return {
    rule,
    operation,
    status,
    instancePath: "",
    pointer: join("/paths", operation.path, operation.method),
    written,
    keyword: "protocol",
    text,
    fingerprint: createHash("sha256").update(canonical(place)).digest("hex").slice(0, 16),
  };
}
