import { createHash } from "node:crypto";
import type { Baseline, Description, Operation } from "../../contract/contract.ts";
import { find } from "../../contract/operations.ts";
import { canonical, join } from "../../json.ts";
import type { Deviation, Sample } from "../sample.ts";
import { compare } from "./compare.ts";
import type { Fact, Shift, Told } from "./fact.ts";
import { facts } from "./facts.ts";
import { recordsOf } from "./operations.ts";
import { merge, nothingSeen, parseRecord } from "./record.ts";

/**
 * What the protocol facts of tonight's answers show against those of the baseline. Only what all of tonight's answers
 * agree on and no answer of the baseline showed is told; a fact that the baseline does not have says nothing.
 */
export function protocolShifts(
  { document }: Description,
  baseline: Pick<Baseline, "protocol">,
  samples: readonly Sample[],
): Deviation[] {
  const known = new Map(Object.entries(baseline.protocol).map(([name, kept]) => [name, parseRecord(kept)]));
  const tonight = recordsOf(samples);
  const server = {
    before: [...known.values()].reduce(merge, nothingSeen),
    now: [...tonight.values()].map(({ record }) => record).reduce(merge, nothingSeen),
  };
  return [...tonight].flatMap(([name, { operation, status, record }]) => {
    const own = { before: known.get(name) ?? nothingSeen, now: record };
    const written = find(document, name)?.pointer ?? "";
    return facts.flatMap((fact: Fact) => {
      const tells = record.facts[fact.name] !== undefined;
      const shift = tells ? compare(fact, fact.of === "server" ? server : own) : undefined;
      const told = shift && fact.tell(shift);
      return told ? [deviation(told, shift, { operation, status, written })] : [];
    });
  });
}

function deviation(
  { rule, text, same }: Told,
  { came, went }: Shift,
  { operation, status, written }: Pick<Deviation, "operation" | "status" | "written">,
): Deviation {
  return {
    rule,
    operation,
    status,
    instancePath: "",
    pointer: join("/paths", operation.path, operation.method),
    written,
    keyword: "protocol",
    text,
    fingerprint: fingerprint(rule, operation, same ?? [...came, ...went]),
  };
}

/** Parameter names of a path template are spelling, so they do not count. */
function fingerprint(rule: string, { method, path }: Operation, same: readonly string[]): string {
  const place = [rule, method, path.replaceAll(/\{[^}]*\}/g, "{}"), [...same].sort()];
  return createHash("sha256").update(canonical(place)).digest("hex").slice(0, 16);
}
