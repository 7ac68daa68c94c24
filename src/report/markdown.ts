import type { PhrasingContent, RootContent } from "mdast";
import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { counts, outcome, shortVersion } from "./headline.ts";
import { assemble, type Block, join, length } from "./markdown-budget.ts";
import { codePlaces, rootDetails, someCodes, unknownDetails } from "./markdown-details.ts";
import { code, heading, list, paragraph, quoted, serialise, strong, table, words } from "./mdast.ts";
import { opinionLines, opinionTitle } from "./opinion.ts";
import type { CheckReport, ContractReport, DiffEntry, DiffReport, Finding, SecondOpinion, Summary } from "./report.ts";
import { isSlight, openRoots, type Root, roots, summarise } from "./roots.ts";

/**
 * A whole report as GitHub-flavoured Markdown, for job summaries. Vendor text is shown, never interpreted. What does not
 * fit into the budget (in code points) is left out in whole blocks, the least important first, and counted.
 */
export function markdown(
  report: CheckReport | DiffReport,
  { budget = Number.POSITIVE_INFINITY, unfold = false }: MarkdownOptions = {},
): string {
  return "contracts" in report ? checkMarkdown(report, budget) : diffMarkdown(report, { budget, unfold });
}

interface MarkdownOptions {
  readonly budget?: number;
  /** Name every operation that a change of a diff reaches, not only the first few. */
  readonly unfold?: boolean;
}

/** A whole report as a file. */
export function page(report: CheckReport | DiffReport, { unfold = false }: Pick<MarkdownOptions, "unfold">): string {
  return `${markdown(report, { unfold })}\n`;
}

/** One contract, for the body of an issue. At most `budget` code points, if that is a thousand or more. */
export function contractMarkdown(contract: ContractReport, budget: number): string {
  const found = openRoots(contract.findings);
  const accepted = contract.findings.length - found.flatMap(({ entries }) => entries).length;
  const head = [
    headline(summarise(contract.findings, contract.unknown.length), "drift"),
    versions(contract),
    ...(accepted > 0 ? [paragraph(words(`${accepted} accepted before, not counted.`))] : []),
  ];
  const blocks = [
    ...tableBlock(found, findingsTable),
    ...tableBlock(contract.unknown, unknownTable),
    ...found.map((root) => [() => rootDetails(root, false)]),
    ...contract.unknown.map((unknown) => [() => unknownDetails(unknown)]),
  ];
  return assemble(serialise(head), blocks, budget);
}

function checkMarkdown({ summary, contracts }: CheckReport, budget: number): string {
  const parts = [serialise([headline(summary, "drift")])];
  for (const [i, contract] of contracts.entries()) {
    parts.push(serialise([heading(2, quoted(contract.vendor))]));
    const notes = notesOf(contract);
    const room = Math.floor((budget - length([...parts, ...notes])) / (contracts.length - i));
    parts.push(contractMarkdown(contract, room), ...notes);
  }
  return join(parts);
}

/** For whoever runs the check: an issue is about the contract, and is not written again for them. */
function notesOf({ notes = [] }: ContractReport): string[] {
  if (notes.length === 0) return [];
  const lines = notes
    .slice(0, 5)
    .map(({ text, todo }) => [strong(words("Note")), words(": "), quoted(`${text}: ${todo}`, 500)]);
  return [serialise([list(lines)])];
}

function diffMarkdown(
  { summary, changes, unknown, secondOpinion }: DiffReport,
  { budget, unfold }: Required<MarkdownOptions>,
): string {
  const found = roots(changes);
  const grave = found.filter((root) => !isSlight(root));
  const slight = found.filter(isSlight);
  const blocks = [
    ...tableBlock(grave, changesTable),
    ...tableBlock(unknown, uncomparedTable),
    ...grave.map((root) => [() => rootDetails(root, unfold)]),
    ...listBlock(slight, (root) => slightLine(root, unfold)),
    ...(secondOpinion ? opinionBlocks(secondOpinion) : []),
  ];
  return assemble(serialise([headline(summary, "changes")]), blocks, budget);
}

function opinionBlocks(opinion: SecondOpinion): Block[] {
  const head = paragraph(strong(words("Second opinion")), words(": "), quoted(opinionTitle(opinion)));
  const lines = opinionLines(opinion);
  return [
    [() => serialise([head])],
    ...listBlock(lines, ({ place, text }) => [code(place), words(": "), quoted(text)]),
  ];
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
  return cutBlock(items, [20, 10, 5, 1], table);
}

/** A list of all, or of fewer where that does not fit, and how many more there are. */
function listBlock<Item>(items: readonly Item[], line: (item: Item) => PhrasingContent[]): Block[] {
  return cutBlock(items, [items.length, 200, 50, 10, 1], (some) => list(some.map(line)));
}

function cutBlock<Item>(
  items: readonly Item[],
  [first = items.length, ...fewer]: readonly number[],
  show: (items: readonly Item[]) => RootContent,
): Block[] {
  if (items.length === 0) return [];
  const most = Math.min(items.length, first);
  const sizes = [most, ...fewer.filter((size) => size < most)];
  return [
    sizes.map((size) => () => {
      const more = items.length - size;
      return serialise([show(items.slice(0, size)), ...(more > 0 ? [paragraph(words(`And ${more} more.`))] : [])]);
    }),
  ];
}

function slightLine({ entry, operations, reach }: Root<DiffEntry>, unfold: boolean): PhrasingContent[] {
  const shown = unfold || reach === 1 ? operations.length : 0;
  const isWhole = operations.length === 0 && reach < 2;
  const subject = isWhole ? [words("the whole contract")] : someCodes(operations, shown, reach);
  return [words(`${entry.level} · `), ...subject, words(": "), quoted(entry.text, cellLimit)];
}

/** Each root cause as a row: what changed, and which of the team's code it reaches. */
export function findingsTable(found: readonly Root<Finding>[]): RootContent {
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
