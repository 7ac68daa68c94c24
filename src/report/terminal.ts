import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { place } from "../errors.ts";
import type { Suggestion } from "../suggest/suggestion.ts";
import { counts, outcome, shortVersion, someOf } from "./headline.ts";
import { printable, terminalLine, withoutCommands } from "./neutralise.ts";
import type { CheckReport, ContractReport, DiffEntry, DiffReport, Finding, Location } from "./report.ts";
import { isAccepted, isFinding, type Root, roots, summarise } from "./roots.ts";
import { type Page, page, type Style, type TerminalOptions } from "./terminal-page.ts";

/** For a person at a terminal: counts first, then each root cause, gravest first, then what could not be checked. */
export function terminal(report: CheckReport | DiffReport, options: TerminalOptions): string {
  const to = page(options);
  return `${("contracts" in report ? checkBlocks(report, to) : diffBlocks(report, to)).join("\n\n")}\n`;
}

function checkBlocks({ summary, contracts }: CheckReport, to: Page): string[] {
  const head = to.paint("bold", `${outcome(summary, "drift")}: ${counts(summary)}`);
  return [head, ...contracts.flatMap((contract) => contractBlocks(contract, to))];
}

function contractBlocks(contract: ContractReport, to: Page): string[] {
  const { findings, unknown, vendor } = contract;
  const found = roots(findings.filter((finding) => !isAccepted(finding)));
  const accepted = findings.filter(isAccepted).length;
  const title = `${to.paint("bold", terminalLine(vendor))}  ${counts(summarise(findings, unknown.length))}`;
  return [
    [title, to.lines(2, versions(contract))].join("\n"),
    ...found.map((root) => rootBlock(root, to)),
    ...unknown.map((each) => unknownBlock(each, to)),
    ...(accepted > 0 ? [to.lines(2, `${accepted} accepted before, not counted`)] : []),
  ];
}

function versions({ pinned, published }: ContractReport): string {
  const now = published ? `published ${shortVersion(published.version)}` : "the published description could not be had";
  return terminalLine(`pinned ${shortVersion(pinned.version)}, ${now}: ${(published ?? pinned).source}`);
}

function diffBlocks({ summary, changes, unknown }: DiffReport, to: Page): string[] {
  return [
    to.paint("bold", `${outcome(summary, "changes")}: ${counts(summary)}`),
    ...roots(changes).map((root) => rootBlock(root, to)),
    ...unknown.map((each) => uncomparedBlock(each, to)),
  ];
}

function rootBlock(root: Root<DiffEntry | Finding>, to: Page): string {
  const { entry } = root;
  const findings = root.entries.filter(isFinding);
  const verdicts = [...new Set(findings.map(({ verdict }) => verdict))].join(", ");
  return [
    title(entry.level, entry.operation, verdicts, to),
    to.lines(4, terminalLine(entry.text)),
    ...[...facts(root), ...liveFacts(findings)].map(([label, text]) => to.labelled(4, label, terminalLine(text))),
    ...findings.flatMap(({ suggestions }) => suggestions).flatMap((suggestion) => patch(suggestion, to)),
    to.labelled(4, "to do", terminalLine(entry.todo)),
    to.labelled(4, "rule", terminalLine(`${entry.rule} (${entry.fingerprint})`)),
  ].join("\n");
}

type Fact = readonly [label: string, text: string];

function facts({ entry, operations, reach }: Root<DiffEntry>): Fact[] {
  return [
    ["where", written(entry.location)],
    ...(reach > 1 ? [["reaches", `${reach} operations: ${someOf(operations, 3, reach)}`] as const] : []),
    ...(entry.witness === undefined ? [] : [["witness", JSON.stringify(entry.witness)] as const]),
  ];
}

function written({ base, revision, pointer }: Location): string {
  const places = [base, revision].flatMap((side) => (side ? [place(side)] : []));
  return places.length > 0 ? places.join(" → ") : pointer;
}

function liveFacts(findings: readonly Finding[]): Fact[] {
  const seen = new Set(findings.flatMap(({ evidence }) => evidence));
  const code = new Set(findings.flatMap(({ impact }) => impact.map((at) => `${place(at)} (${at.certainty})`)));
  return [
    ...[...seen].slice(0, 3).map((sentence) => ["seen", sentence] as const),
    ...(code.size > 0 ? [["code", someOf([...code], 5)] as const] : []),
  ];
}

/** A patch is shown as it is, to be copied. Advice without one says what `code` and `to do` say already. */
function patch({ applicability, text, diff }: Suggestion, to: Page): string[] {
  if (diff === undefined) return [];
  const lines = withoutCommands(printable(diff)).trimEnd().split("\n");
  return [to.labelled(4, "patch", terminalLine(`${text} (${applicability})`)), ...lines.map((line) => `      ${line}`)];
}

function unknownBlock({ operation, cause, step, text, todo }: Unknown, to: Page): string {
  return [
    title("unknown", operation, `${cause}, decided at step ${step} of 7`, to),
    to.lines(4, terminalLine(text)),
    to.labelled(4, "to do", terminalLine(todo)),
  ].join("\n");
}

function uncomparedBlock({ operation, location, text }: DiffReport["unknown"][number], to: Page): string {
  return [
    title("unknown", operation, "not compared", to),
    to.lines(4, terminalLine(text)),
    to.labelled(4, "where", terminalLine(written(location))),
  ].join("\n");
}

function title(level: Level | "unknown", operation: Operation | undefined, note: string, to: Page): string {
  const subject = operation ? terminalLine(operationName(operation)) : "the whole contract";
  const parts = [to.paint(levelStyles[level], level.padEnd(levelWidth)), to.paint("bold", subject), note];
  return to.lines(2, parts.filter((part) => part !== "").join("  "));
}

const levelStyles: Readonly<Record<Level | "unknown", Style>> = {
  breaking: "red",
  warning: "yellow",
  info: "cyan",
  unknown: "magenta",
};
const levelWidth = "breaking".length;
