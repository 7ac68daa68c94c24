import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { place } from "../errors.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Suggestion } from "../suggest/suggestion.ts";
import { announcementsOf } from "./announcements.ts";
import { someOf } from "./headline.ts";
import { printable, terminalLine, withoutCommands } from "./neutralise.ts";
import { probably } from "./rename.ts";
import type { DiffEntry, Finding, Location } from "./report.ts";
import { isFinding, type Root } from "./roots.ts";
import type { Page, Style } from "./terminal-page.ts";

/** All that a person needs to know of one root cause. */
export function rootBlock(root: Root<DiffEntry | Finding>, unfold: boolean, to: Page): string {
  const { entry } = root;
  const findings = root.entries.filter(isFinding);
  const verdicts = [...new Set(findings.map(({ verdict }) => verdict))].join(", ");
  return [
    title(entry.level, nameOf(entry.operation), verdicts, to),
    to.lines(4, terminalLine(entry.text)),
    ...(entry.rename ? [to.lines(4, terminalLine(probably(entry.rename)))] : []),
    ...[...facts(root, unfold), ...announcedFacts(findings), ...liveFacts(findings)].map(([label, text]) =>
      to.labelled(4, label, terminalLine(text)),
    ),
    ...findings.flatMap(({ suggestions }) => suggestions).flatMap((suggestion) => patch(suggestion, to)),
    to.labelled(4, "to do", terminalLine(entry.todo)),
    to.labelled(4, "rule", terminalLine(`${entry.rule} (${entry.fingerprint})`)),
  ].join("\n");
}

/** A change that is only good to know, as one line; below it the operations that it reaches, if they are wanted. */
export function rootLine(root: Root<DiffEntry>, unfold: boolean, to: Page): string {
  const { entry, reach } = root;
  const subject = reach > 1 ? `${reach} operations` : nameOf(entry.operation);
  const line = title(entry.level, subject, terminalLine(entry.text), to);
  const below = unfold && reach > 1 ? each(root).map((name) => to.lines(levelWidth + 4, terminalLine(name))) : [];
  return [line, ...below].join("\n");
}

type Fact = readonly [label: string, text: string];

function facts(root: Root<DiffEntry>, unfold: boolean): Fact[] {
  const { location, witness } = root.entry;
  return [
    ["where", written(location)],
    ...(root.reach > 1 ? reached(root, unfold) : []),
    ...(witness === undefined ? [] : [["witness", JSON.stringify(witness)] as const]),
  ];
}

function reached(root: Root<DiffEntry>, unfold: boolean): Fact[] {
  const count = `${root.reach} operations`;
  if (unfold) return [["reaches", count], ...each(root).map((name) => ["", name] as const)];
  return [["reaches", `${count}: ${someOf(root.operations, 3, root.reach)}`]];
}

/** Every operation that is known, and how many are not. */
function each({ operations, reach }: Root<DiffEntry>): string[] {
  const more = reach - operations.length;
  return [...operations, ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Where it is written on either side, for a person to open. */
export function written({ base, revision, pointer }: Location): string {
  const places = [base, revision].flatMap((side) => (side ? [place(side)] : []));
  return places.length > 0 ? places.join(" → ") : pointer;
}

function announcedFacts(findings: readonly Finding[]): Fact[] {
  return announcementsOf(findings)
    .slice(0, 3)
    .map(({ date, title, url }) => ["told", [`${date}: ${title}`, url].filter(Boolean).join(" ")] as const);
}

function liveFacts(findings: readonly Finding[]): Fact[] {
  const seen = new Set(findings.flatMap(({ evidence }) => evidence));
  return [...[...seen].slice(0, 3).map((sentence) => ["seen", sentence] as const), ...codeFacts(findings)];
}

/** The lines that it reaches: the first of them as they are, the others by their places. */
function codeFacts(findings: readonly Finding[]): Fact[] {
  const places = [...new Map(findings.flatMap(({ impact }) => impact.map((at) => [place(at), at] as const))).values()];
  const [searched] = findings.flatMap(({ unused }) => unused ?? []);
  if (places.length === 0) return searched === undefined ? [] : [["code", `not used here (${searched})`]];
  const shown = places.slice(0, placesShown).flatMap((at, i) => placeFacts(at, i === 0 ? "code" : ""));
  const others = places.slice(placesShown).map((at) => `${place(at)} (${at.certainty})`);
  return [...shown, ...(others.length > 0 ? [["", someOf(others, 5)] as const] : [])];
}

const placesShown = 3;

function placeFacts(at: CodePlace, label: string): Fact[] {
  const { certainty, how, symbol, frame } = at;
  const where = `${place({ file: at.file, line: at.line, column: at.column })} (${certainty})`;
  const told = [symbol && `in ${symbol}`, how].filter(Boolean).join(": ");
  return [[label, told ? `${where} ${told}` : where], ...(frame ? [["", frame] as const] : [])];
}

/** A patch is shown as it is, to be copied. Advice without one says what `code` and `to do` say already. */
function patch({ applicability, text, diff, output }: Suggestion, to: Page): string[] {
  if (diff === undefined) return [];
  return [
    to.labelled(4, "patch", terminalLine(`${text} (${applicability})`)),
    ...asItIs(diff),
    ...(output === undefined
      ? []
      : [to.labelled(4, "output", "the last lines of the verify command"), ...asItIs(output)]),
  ];
}

function asItIs(text: string): string[] {
  const lines = withoutCommands(printable(text)).trimEnd().split("\n");
  return lines.map((line) => `      ${line}`);
}

/** The first line: how much it matters, what it is about, and a note. */
export function title(level: Level | "unknown", subject: string, note: string, to: Page): string {
  const parts = [to.paint(levelStyles[level], level.padEnd(levelWidth)), to.paint("bold", subject), note];
  return to.lines(2, parts.filter((part) => part !== "").join("  "), levelWidth + 2);
}

/** What a person calls an operation. */
export function nameOf(operation: Operation | undefined): string {
  return operation ? terminalLine(operationName(operation)) : "the whole contract";
}

const levelStyles: Readonly<Record<Level | "unknown", Style>> = {
  breaking: "red",
  warning: "yellow",
  info: "cyan",
  unknown: "magenta",
};
const levelWidth = "breaking".length;
