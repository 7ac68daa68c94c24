import type { Level } from "../config/level.ts";
import { catalogue, type Rule } from "../diff/catalogue.ts";
import { UsageError } from "../errors.ts";
import type { LiveRule } from "../live/rule.ts";
import { rules as liveRules } from "../live/rules.ts";
import { nearest } from "../nearest.ts";
import { fieldRules } from "../policy/field-rules.ts";
import { causeMeanings } from "../triage/causes.ts";
import { type Cause, causes, type Step } from "../triage/diagnosis.ts";

/** What a rule of a report means, or why something is unknown. */
export type Explanation =
  | (Omit<Rule, "example" | "kind" | "level"> & {
      readonly kind: "rule";
      /** `none`: recorded, and only told where the team gives the rule a level. */
      readonly level: Readonly<Record<keyof Rule["level"], Level | "none">>;
      /** Whether descriptions are compared, or answers held against the pin. */
      readonly of: "descriptions" | "answers";
      readonly example?: string;
    })
  | {
      readonly kind: "cause";
      readonly id: Cause;
      /** The step of triage that finds it. */
      readonly step: Step["step"];
      readonly meaning: string;
      readonly todo: string;
      readonly example: string;
    };

/** Everything that a report can name: rules of descriptions, rules of answers, causes. */
export function explanations(): Explanation[] {
  return [
    ...catalogue().map(({ kind: _kind, ...rule }) => ({ kind: "rule" as const, of: "descriptions" as const, ...rule })),
    ...liveRules.map(({ id, level, text, todo, example }: LiveRule) => ({
      kind: "rule" as const,
      of: "answers" as const,
      id,
      direction: "response" as const,
      level: { consumer: level, provider: level },
      meaning: text,
      todo,
      ...(example !== undefined && { example }),
    })),
    ...causes.map((id) => ({ kind: "cause" as const, id, ...causeMeanings[id] })),
  ];
}

/**
 * What a name means: one explanation, or two where descriptions and answers can show the same.
 * @throws UsageError with the nearest names, for a name that no report has
 */
export function explain(name: string): Explanation[] {
  const all = explanations();
  const found = all.filter(({ id }) => id === name);
  if (found.length > 0) return found;
  if (fieldRules.has(name))
    throw new UsageError("DP6005", {
      what: `driftpin has no rule "${name}"`,
      todo: "a severity file may name it, and it is passed over",
    });
  const meant = nearest(
    name,
    all.map(({ id }) => id),
    3,
  ).map((id) => `"${id}"`);
  throw new UsageError("DP6005", {
    what: `unknown rule or cause "${name}"`,
    todo: meant.length > 0 ? `did you mean ${meant.join(" or ")}?` : "driftpin explain --list has them all",
  });
}
