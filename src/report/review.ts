import type { BlockContent } from "mdast";
import { counts } from "./headline.ts";
import { pretty } from "./json.ts";
import { findingsTable } from "./markdown.ts";
import { assemble, type Block } from "./markdown-budget.ts";
import { rootDetails } from "./markdown-details.ts";
import { heading, list, paragraph, quoted, serialise, strong, words } from "./mdast.ts";
import { terminalLine } from "./neutralise.ts";
import { pinLine, type Told, toldOf, verdict } from "./review-verdict.ts";
import type { ReviewedContract, ReviewReport } from "./reviewed.ts";
import { openRoots, summarise } from "./roots.ts";
import { type Page, page, type TerminalOptions } from "./terminal-page.ts";
import { rootBlock } from "./terminal-root.ts";

/** The formats of a review, the default one first. */
export const reviewFormats = ["terminal", "markdown", "json"] as const;

/** A review in one format, with a line break at its end. */
export function renderReview(
  report: ReviewReport,
  format: (typeof reviewFormats)[number],
  options: TerminalOptions,
): string {
  if (format === "json") return pretty(report);
  return format === "markdown" ? `${reviewMarkdown(report)}\n` : reviewTerminal(report, options);
}

/**
 * For the page of a pull request's run: the verdict first, then contract by contract what becomes normal by merging. What
 * does not fit into the budget (in code points) is left out in whole blocks, and counted.
 */
export function reviewMarkdown(report: ReviewReport, budget: number = Number.POSITIVE_INFINITY): string {
  const { title, rest } = verdict(report);
  const head = serialise([paragraph(strong(words(title)), words(`: ${rest}`))]);
  const policy: Told[] =
    report.settings.length > 0 ? [{ title: "Settings of all checks to look at", sentences: report.settings }] : [];
  return assemble(head, [...policy.map(block), ...report.reviewed.flatMap(contractBlocks)], budget);
}

function contractBlocks(contract: ReviewedContract): Block[] {
  const found = openRoots(contract.findings);
  const line = pinLine(contract.pin);
  const head = [
    heading(2, quoted(contract.vendor)),
    ...(line === undefined ? [] : [paragraph(quoted(sentence(line)))]),
    ...(found.length > 0 ? [paragraph(strong(words(countsOf(contract))))] : []),
  ];
  return [
    [() => serialise(head)],
    ...toldOf(contract).map(block),
    ...(found.length > 0 ? [[() => serialise([findingsTable(found.slice(0, rowsLimit)), ...more(found.length)])]] : []),
    ...found.map((root) => [() => rootDetails(root, false)]),
  ];
}

function more(count: number): BlockContent[] {
  return count > rowsLimit ? [paragraph(words(`And ${count - rowsLimit} more.`))] : [];
}

function block({ title, sentences }: Told): Block {
  const shown = (some: readonly string[]) =>
    serialise([paragraph(strong(words(title))), ...listOf(some, sentences.length)]);
  return [() => shown(sentences.slice(0, 50)), () => shown(sentences.slice(0, 5))];
}

function listOf(some: readonly string[], total: number): BlockContent[] {
  const items = list(some.map((each) => [quoted(each)]));
  return total > some.length ? [items, paragraph(words(`And ${total - some.length} more.`))] : [items];
}

function reviewTerminal(report: ReviewReport, options: TerminalOptions): string {
  const to = page(options);
  const { title, rest } = verdict(report);
  const blocks = [
    `${to.paint("bold", title)}: ${rest}`,
    ...(report.settings.length > 0
      ? [toldBlock({ title: "settings of all checks", sentences: report.settings }, to)]
      : []),
    ...report.reviewed.flatMap((contract) => terminalBlocks(contract, to)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function terminalBlocks(contract: ReviewedContract, to: Page): string[] {
  const line = pinLine(contract.pin);
  const head = `${to.paint("bold", terminalLine(contract.vendor))}  ${countsOf(contract)}`;
  return [
    line === undefined ? head : `${head}\n${to.lines(2, terminalLine(line))}`,
    ...toldOf(contract).map((told) => toldBlock(told, to)),
    ...openRoots(contract.findings).map((root) => rootBlock(root, false, to)),
  ];
}

function toldBlock({ title, sentences }: Told, to: Page): string {
  return [to.lines(2, to.paint("bold", title)), ...sentences.map((each) => to.lines(4, terminalLine(each)))].join("\n");
}

function countsOf({ findings, unknown }: ReviewedContract): string {
  return counts(summarise(findings, unknown.length));
}

function sentence(line: string): string {
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

const rowsLimit = 20;
