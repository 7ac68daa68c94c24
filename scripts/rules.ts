import { catalogue, type Rule } from "../src/diff/catalogue.ts";
import { append } from "../src/diff/multimap.ts";

/** `docs/rules.md`: every rule that the diff engine knows, by family. */
export function rulesPage(): string {
  const families = new Map<string, Rule[]>();
  for (const rule of catalogue()) append(families, rule.example, rule);
  return `${[...head, ...[...families].flatMap(([example, rules]) => family(example, rules))].join("\n")}\n`;
}

const head = [
  "# Rules",
  "",
  "What `driftpin diff` and `driftpin check` can tell of two descriptions. Generated from the catalogue by",
  "`npm run generate`.",
  "",
  "Two columns of levels: `consumer`, the default, asks what breaks a caller; `provider` asks what a provider may not",
  "change. Ids that other tools use for the same check are the same, with the same level for a provider. `policy.levels`",
  "in the configuration gives a rule another level. What a report says is shown by an example.",
];

function family(example: string, rules: readonly Rule[]): string[] {
  const [first = ""] = example;
  return [
    "",
    `## ${first.toUpperCase()}${example.slice(first.length)}`,
    "",
    "| rule | consumer | provider | a report says | what to do |",
    "| --- | --- | --- | --- | --- |",
    ...rules.map(({ id, level, meaning, todo }) => row([`\`${id}\``, level.consumer, level.provider, meaning, todo])),
  ];
}

/** A row of a Markdown table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
}
