import type { Refusal } from "./way.ts";

/**
 * Why GitHub does not take a branch, from the words in its answer; undefined where it is for another reason. REST,
 * GraphQL and git use the same words.
 * @see https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/troubleshooting-rules
 */
export function refusalOf(error: unknown): Refusal | undefined {
  const said = error instanceof Error ? error.message : String(error);
  if (/verified signatures/i.test(said)) return { kind: "signatures" };
  if (/without `?workflows?`? (permission|scope)/i.test(said)) return { kind: "workflows" };
  if (/rule violations? found|GH013|GH006|protected branch/i.test(said)) return { kind: "ruleset", rule: ruleIn(said) };
  return undefined;
}

/** The sentence that names the rule: the one after the general one. */
function ruleIn(said: string): string {
  const lines = said
    .split(/\n| - https?:\S+/)
    .map((line) => line.replace(/^(remote:|-|\s)+/, "").trim())
    .filter((line) => line !== "" && !/^(https?:|GH0|review all)/i.test(line));
  return lines.find((line) => !/rule violations? found/i.test(line)) ?? lines[0] ?? "a rule of the repository";
}
