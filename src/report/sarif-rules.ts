import type { ReportingDescriptor } from "sarif";
import type { Level } from "../config/level.ts";
import { type Explanation, explanations } from "./explanation.ts";
import { ruleIdOf, sarifLevels } from "./sarif-result.ts";

/** What each rule means and what to do about it, in the words of `driftpin explain`. @param rules ids, each once */
export function describedRules(rules: readonly string[]): ReportingDescriptor[] {
  const described = rules.map((rule) => descriptor(ruleIdOf(rule), known.get(rule)));
  return [...new Map(described.map((one) => [one.id, one])).values()];
}

/** By id; where descriptions and answers can show the same, what it means in answers. */
const known = new Map(explanations().flatMap((one) => (one.kind === "rule" ? [[one.id, one] as const] : [])));

type RuleExplanation = Extract<Explanation, { readonly kind: "rule" }>;

function descriptor(id: string, rule: RuleExplanation | undefined): ReportingDescriptor {
  const level = rule?.level.consumer ?? "warning";
  const todo = rule?.todo ?? "Look at what the finding says.";
  return {
    id,
    shortDescription: { text: titleOf(id) },
    fullDescription: { text: clipped(rule ? meaningOf(rule) : titleOf(id)) },
    help: { text: clipped(todo), markdown: clipped(`**What to do**: ${todo}`) },
    defaultConfiguration: { level: level === "none" ? "none" : sarifLevels[level] },
    properties: {
      tags: ["api-contract", ...(rule ? [rule.of, ...(rule.direction === "none" ? [] : [rule.direction])] : [])],
      precision: "high",
      "problem.severity": level === "none" ? "recommendation" : severities[level],
    },
  };
}

/** `new-required-request-parameter` as a title: a rule's own sentence tells of one example. */
function titleOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return clipped(words.charAt(0).toUpperCase() + words.slice(1));
}

/** What is said of descriptions tells of one example already. */
function meaningOf({ of, meaning, example }: RuleExplanation): string {
  if (of === "answers") return [meaning, ...(example === undefined ? [] : [`For example: ${example}`])].join(" ");
  return `For example: ${example ?? meaning}`;
}

/** GitHub takes 1,024 characters of a description and of a help text. */
function clipped(text: string): string {
  return text.length <= 1_024 ? text : `${text.slice(0, 1_023)}…`;
}

const severities = { breaking: "error", warning: "warning", info: "recommendation" } as const satisfies Record<
  Level,
  string
>;
