import { operationName } from "../contract/operations.ts";
import type { CodePlace } from "../impact/place.ts";
import { tokens } from "../json.ts";
import { counted, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { type Page, page, type TerminalOptions } from "../report/terminal-page.ts";
import type { ImpactReport, UncoveredCall, UsedContract, UsedPart } from "../report/used.ts";

/** What code uses of contracts, for a person: a line for each part of an operation, with the first places. */
export function impactText({ used }: ImpactReport, options: TerminalOptions): string {
  const to = page(options);
  return `${used.map((contract) => contractLines(contract, to).join("\n")).join("\n\n")}\n`;
}

function contractLines({ vendor, searched, operations, unused, uncovered }: UsedContract, to: Page): string[] {
  const all = operations.length + unused.length;
  const code = `${counted(searched.files, "file")}${searched.globs.length > 0 ? ` of ${searched.globs.join(", ")}` : ""}`;
  return [
    to.lines(
      0,
      `${to.paint("bold", terminalLine(vendor))}  ${terminalLine(`${operations.length} of ${counted(all, "operation")} used in ${code}`)}`,
    ),
    ...(searched.globs.length === 0 ? [to.lines(2, 'no code is named: set "code" of this vendor')] : []),
    ...operations.flatMap(({ operation, parts }) => [
      to.lines(2, to.paint("bold", terminalLine(operationName(operation)))),
      ...parts.map((part) => to.lines(4, terminalLine(`${partName(part)}: ${placesText(part.places)}`), 2)),
    ]),
    ...(unused.length > 0 ? [to.lines(2, terminalLine(`not used: ${someOf(unused.map(operationName), 5)}`), 2)] : []),
    ...uncovered.map((call) => to.lines(2, terminalLine(`not covered: ${uncoveredText(call)}`), 2)),
  ];
}

function partName({ kind, in: place, name = "", pointer = "" }: UsedPart): string {
  switch (kind) {
    case "call":
      return "called";
    case "credential":
      return `identifies itself by ${place} ${name}`;
    case "parameter":
      return `sends ${place} parameter ${name}`;
    case "request":
      return `sends ${fieldName(pointer)}`;
    case "response":
      return `reads ${fieldName(pointer)}`;
    case "handed-on":
      return `hands on ${pointer === "" ? "the whole answer" : fieldName(pointer)}`;
    case "response-header":
      return `reads header ${name}`;
    case "status":
      return "reads the status";
  }
}

/** `lines[].sku` */
function fieldName(pointer: string): string {
  const names = tokens(pointer).map((token) => (token === "*" ? "[]" : `.${token}`));
  return names.join("").replace(/^\./, "");
}

function placesText(places: readonly CodePlace[]): string {
  return someOf(places.map(placeText), 3);
}

function placeText({ file, line, column, certainty, test }: CodePlace): string {
  return `${file}:${line}:${column} (${certainty}${test ? ", test" : ""})`;
}

function uncoveredText({ why, place: { file, line, column } }: UncoveredCall): string {
  const reason = why === "graphql" ? "GraphQL is in no OpenAPI contract" : "where it goes is only known at run time";
  return `${file}:${line}:${column}, ${reason}`;
}
