import type { PhrasingContent, RootContent } from "mdast";
import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { counts, outcome, shortVersion } from "./headline.ts";
import { assemble, type Block, join, length } from "./markdown-budget.ts";
import { codePlaces, rootDetails, someCodes, unknownDetails } from "./markdown-details.ts";
import { code, heading, paragraph, quoted, serialise, strong, table, words } from "./mdast.ts";
import type { CheckReport, ContractReport, DiffEntry, DiffReport, Finding, Summary } from "./report.ts";
import { isAccepted, type Root, roots, summarise } from "./roots.ts";

/**
 * A whole report as GitHub-flavoured Markdown, for job summaries. Vendor text is shown, never interpreted. What does not
 * fit into the budget (in code points) is left out in whole blocks, the least important first, and counted.
 */
export function markdown(report: CheckReport | DiffReport, budget = Number.POSITIVE_INFINITY): string {
  return "contracts" in report ? checkMarkdown(report, budget) : diffMarkdown(report, budget);
}

/** A whole report as a file. */
export function page(report: CheckReport | DiffReport): string {
  return `${markdown(report)}\n`;
}

/** One contract, for the body of an issue. At most `budget` code points, if that is a thousand or more. */
export function contractMarkdown(contract: ContractReport, budget: number): string {
  const found = roots(contract.findings.filter((finding) => !isAccepted(finding)));
  const accepted = contract.findings.length - found.flatMap(({ entries }) => entries).length;
  const head = [
    headline(summarise(contract.findings, contract.unknown.length), "drift"),
    versions(contract),
    ...(accepted > 0 ? [paragraph(words(`${accepted} accepted before, not counted.`))] : []),
  ];
  const blocks = [
    ...tableBlock(found, findingsTable),
    ...tableBlock(contract.unknown, unknownTable),
    ...found.map((root) => [() => rootDetails(root)]),
    ...contract.unknown.map((unknown) => [() => unknownDetails(unknown)]),
  ];
  return assemble(serialise(head), blocks, budget);
}

function checkMarkdown({ summary, contracts }: CheckReport, budget: number): string {
  const parts = [serialise([headline(summary, "drift")])];
  for (const [i, contract] of contracts.entries()) {
    parts.push(serialise([heading(2, quoted(contract.vendor))]));
    parts.push(contractMarkdown(contract, Math.floor((budget - length(parts)) / (contracts.length - i))));
  }
  return join(parts);
}

function diffMarkdown({ summary, changes, unknown }: DiffReport, budget: number): string {
  const found = roots(changes);
  const blocks = [
    ...tableBlock(found, changesTable),
    ...tableBlock(unknown, uncomparedTable),
    ...found.map((root) => [() => rootDetails(root)]),
  ];
  return assemble(serialise([headline(summary, "changes")]), blocks, budget);
}

function headline(summary: Summary, what: "drift" | "changes"): RootContent {
  return paragraph(strong(words(outcome(summary, what))), words(`: ${counts(summary)}.`));
}

function versions({ pinned, published }: ContractReport): RootContent {
  const said = published
    ? [words(", published "), ...version(published)]
    : [words("; the published description could not be had")];
  return paragraph(words("Pinned "), ...version(pinned), ...said, words("."));
}

function version({ source, version }: ContractReport["pinned"]): PhrasingContent[] {
  return [code(shortVersion(version), 100), words(" from "), code(source, 100)];
}

/** A table of the first 20, or of fewer where that does not fit, and how many more there are. */
function tableBlock<Item>(items: readonly Item[], table: (items: readonly Item[]) => RootContent): Block[] {
  if (items.length === 0) return [];
  const most = Math.min(items.length, 20);
  const sizes = [most, ...[10, 5, 1].filter((size) => size < most)];
  return [
    sizes.map((size) => () => {
      const more = items.length - size;
      return serialise([table(items.slice(0, size)), ...(more > 0 ? [paragraph(words(`And ${more} more.`))] : [])]);
    }),
  ];
}

function findingsTable(found: readonly Root<Finding>[]): RootContent {
  return table(
    ["Level", "Verdict", "Operation", "What changed", "Your code"],
    found.map(({ entry, entries, operations, reach }) => [
      [words(entry.level)],
      [words([...new Set(entries.map(({ verdict }) => verdict))].join(", "))],
      someCodes(operations, 3, reach),
      [quoted(entry.text, cellLimit)],
      codePlaces(entries, 3),
    ]),
  );
}

function changesTable(found: readonly Root<DiffEntry>[]): RootContent {
  return table(
    ["Level", "Operation", "What changed", "Rule"],
    found.map(({ entry, operations, reach }) => [
      [words(entry.level)],
      someCodes(operations, 3, reach),
      [quoted(entry.text, cellLimit)],
      [code(entry.rule)],
    ]),
  );
}

function unknownTable(unknown: readonly Unknown[]): RootContent {
  return table(
    ["Not checked", "Cause", "What happened", "What to do"],
    unknown.map(({ operation, cause, text, todo }) => [
      operation ? [code(operationName(operation))] : [words("the whole contract")],
      [words(cause)],
      [quoted(text, cellLimit)],
      [quoted(todo, cellLimit)],
    ]),
  );
}

function uncomparedTable(unknown: DiffReport["unknown"]): RootContent {
  return table(
    ["Not compared", "Why"],
    unknown.map(({ operation, location, text }) => [
      [code(operation ? operationName(operation) : location.pointer || "/")],
      [quoted(text, cellLimit)],
    ]),
  );
}

/** Code points of prose in one cell of a table; the details have all of it. */
const cellLimit = 300;
