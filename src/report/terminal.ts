import type { Unknown } from "../drift/finding.ts";
import { counts, outcome, shortVersion } from "./headline.ts";
import { terminalLine } from "./neutralise.ts";
import { opinionLines, opinionTitle } from "./opinion.ts";
import type { CheckReport, ContractReport, DiffReport, SecondOpinion } from "./report.ts";
import { isAccepted, isSlight, openRoots, roots, summarise } from "./roots.ts";
import { type Page, page, type TerminalOptions } from "./terminal-page.ts";
import { nameOf, rootBlock, rootLine, title, written } from "./terminal-root.ts";

interface Options extends TerminalOptions {
  /** Name every operation that a change reaches, not only the first few. */
  readonly unfold?: boolean;
}

/**
 * For a person at a terminal: counts first, then each root cause, gravest first, then what could not be checked. Changes
 * of a diff that are only good to know take a line each, and come last.
 */
export function terminal(report: CheckReport | DiffReport, { unfold = false, ...options }: Options): string {
  const to = page(options);
  const blocks = "contracts" in report ? checkBlocks(report, to) : diffBlocks(report, unfold, to);
  return `${blocks.join("\n\n")}\n`;
}

function checkBlocks({ summary, contracts }: CheckReport, to: Page): string[] {
  const head = to.paint("bold", `${outcome(summary, "drift")}: ${counts(summary)}`);
  return [head, ...contracts.flatMap((contract) => contractBlocks(contract, to))];
}

function contractBlocks(contract: ContractReport, to: Page): string[] {
  const { findings, unknown, vendor, notes = [] } = contract;
  const found = openRoots(findings);
  const accepted = findings.filter(isAccepted).length;
  const title = `${to.paint("bold", terminalLine(vendor))}  ${counts(summarise(findings, unknown.length))}`;
  return [
    [title, to.lines(2, versions(contract))].join("\n"),
    ...found.map((root) => rootBlock(root, false, to)),
    ...unknown.map((each) => unknownBlock(each, to)),
    ...(accepted > 0 ? [to.lines(2, `${accepted} accepted before, not counted`)] : []),
    ...notes.map(({ text, todo }) => to.labelled(2, "note", terminalLine(`${text}: ${todo}`))),
  ];
}

function versions({ pinned, published }: ContractReport): string {
  const now = published ? `published ${shortVersion(published.version)}` : "the published description could not be had";
  return terminalLine(`pinned ${shortVersion(pinned.version)}, ${now}: ${(published ?? pinned).source}`);
}

function diffBlocks({ summary, changes, unknown, secondOpinion }: DiffReport, unfold: boolean, to: Page): string[] {
  const found = roots(changes);
  const slight = found.filter(isSlight).map((root) => rootLine(root, unfold, to));
  return [
    to.paint("bold", `${outcome(summary, "changes")}: ${counts(summary)}`),
    ...found.filter((root) => !isSlight(root)).map((root) => rootBlock(root, unfold, to)),
    ...unknown.map((each) => uncomparedBlock(each, to)),
    ...(slight.length > 0 ? [slight.join("\n")] : []),
    ...(secondOpinion ? [opinionBlock(secondOpinion, to)] : []),
  ];
}

function opinionBlock(opinion: SecondOpinion, to: Page): string {
  return [
    to.lines(2, `${to.paint("bold", "second opinion")}  ${terminalLine(opinionTitle(opinion))}`),
    ...opinionLines(opinion).map(({ place, text }) => to.lines(4, terminalLine(`${place}: ${text}`))),
  ].join("\n");
}

function unknownBlock({ operation, cause, step, text, todo }: Unknown, to: Page): string {
  return [
    title("unknown", nameOf(operation), `${cause}, decided at step ${step} of 7`, to),
    to.lines(4, terminalLine(text)),
    to.labelled(4, "to do", terminalLine(todo)),
  ].join("\n");
}

function uncomparedBlock({ operation, location, text }: DiffReport["unknown"][number], to: Page): string {
  return [
    title("unknown", nameOf(operation), "not compared", to),
    to.lines(4, terminalLine(text)),
    to.labelled(4, "where", terminalLine(written(location))),
  ].join("\n");
}
