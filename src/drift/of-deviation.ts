import { createHash } from "node:crypto";
import { canonical } from "../json.ts";
import type { LiveRule } from "../live/rule.ts";
import { rules } from "../live/rules.ts";
import type { Deviation } from "../live/sample.ts";
import type { Undecided } from "./finding.ts";
import { verdict, type Witnesses } from "./verdict.ts";

/** A deviation that no change on paper explains, as a drift; undefined where the witnesses say that it is none. */
export function ofDeviation(
  deviation: Deviation,
  witnesses: Witnesses,
  evidence: readonly string[],
): Undecided | undefined {
  const decided = verdict(witnesses);
  if (decided === undefined) return undefined;
  const { rule, operation, pointer, written, instancePath, text, fingerprint } = deviation;
  const { level, todo }: LiveRule = ruleOf(rule);
  return {
    rule,
    level,
    verdict: decided,
    operation,
    pointer,
    base: written,
    instancePath,
    text,
    todo,
    fingerprint,
    root: rootOf(deviation),
    operations: 1,
    evidence,
  };
}

function ruleOf(id: string) {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`live rule ${id} is not in the catalogue`);
  return rule;
}

/**
 * One component that live answers no longer fit is one root, however many operations return it. What they show beside
 * their bodies is one root where it is the same.
 */
function rootOf({ rule, written, keyword, text }: Deviation): string {
  return createHash("sha256")
    .update(canonical([rule, keyword === "protocol" ? text : written]))
    .digest("hex")
    .slice(0, 16);
}
