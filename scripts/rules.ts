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
  "",
  "In a webhook or a callback the vendor calls us: we receive the request, and send the answer. What is known by the same",
  "id as elsewhere, but weighs something else there, has two more columns: `received`.",
];

function family(example: string, rules: readonly Rule[]): string[] {
  const [first = ""] = example;
  const isReversed = rules.some(({ received }) => received);
  return [
    "",
    `## ${first.toUpperCase()}${example.slice(first.length)}`,
    "",
    row(["rule", ...whose(""), ...(isReversed ? whose(", received") : []), "a report says", "what to do"]),
    row(Array.from({ length: isReversed ? 7 : 5 }, () => "---")),
    ...rules.map(({ id, level, received, meaning, todo }) =>
      row([`\`${id}\``, ...levels(level), ...(isReversed ? levels(received) : []), meaning, todo]),
    ),
  ];
}

function whose(where: string): string[] {
  return [`consumer${where}`, `provider${where}`];
}

function levels(level: Rule["received"]): string[] {
  return [level?.consumer ?? "", level?.provider ?? ""];
}

/** A row of a Markdown table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
}
