import { levels } from "../src/config/level.ts";
import { catalogue, type Rule } from "../src/diff/catalogue.ts";
import { append } from "../src/diff/multimap.ts";

/** The README with its table of what is detected as the catalogue has it now. */
export function withDetected(readme: string): string {
  return readme.replace(between, (_, start: string, end: string) => `${start}\n\n${table()}\n\n${end}`);
}

const between = /(<!-- detected -->)[\s\S]*(<!-- end of detected -->)/;

function table(): string {
  const families = new Map<string, Rule[]>();
  for (const rule of catalogue()) append(families, rule.example, rule);
  return [
    "| for example | in what you send | in what you receive | of the operation |",
    "| --- | --- | --- | --- |",
    ...[...families].map(([example, rules]) => {
      const cells = (["request", "response", "none"] as const).map((direction) =>
        cell(rules.filter((rule) => rule.direction === direction)),
      );
      return `| ${[example.replaceAll("|", "\\|"), ...cells].join(" | ")} |`;
    }),
  ].join("\n");
}

/** How many rules, and how grave they can be for a consumer. */
function cell(rules: readonly Rule[]): string {
  const worst = levels.find((level) => rules.some((rule) => rule.level.consumer === level));
  return worst === undefined ? "" : `${rules.length} (${worst})`;
}
