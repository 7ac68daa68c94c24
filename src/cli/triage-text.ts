import type { TriagedCase, TriageReport } from "../check/triage/report.ts";
import { operationName } from "../contract/operations.ts";
import { printable, terminalLine } from "../report/neutralise.ts";
import { type Page, page, type Style, type TerminalOptions } from "../report/terminal-page.ts";

/** Why requests failed, for a person: for each the seven steps with what they found, the class, and what helps. */
export function triageText({ vendors }: TriageReport, options: TerminalOptions): string {
  const to = page(options);
  const parts = vendors.flatMap(({ vendor, cases, well }) => [
    to.lines(0, `${to.paint("bold", terminalLine(vendor))}  ${counted(cases.length, well.length)}`),
    ...cases.map((one) => caseText(one, to)),
  ]);
  return `${parts.join("\n\n")}\n`;
}

function counted(failed: number, well: number): string {
  const operations = `${well} ${well === 1 ? "operation answers" : "operations answer"} as expected`;
  return failed === 0 ? operations : `${failed} to explain, ${operations}`;
}

function caseText(
  { operation, cause, certainty, step, text, todo, remedy, steps, curl }: TriagedCase,
  to: Page,
): string {
  const subject = operation ? terminalLine(operationName(operation)) : "the vendor";
  return [
    to.lines(
      2,
      `${to.paint("bold", subject)}  ${to.paint(cause === "vendor-change" ? "red" : "magenta", cause)}, ${certainty}, decided at step ${step} of 7`,
    ),
    to.lines(4, terminalLine(text)),
    ...steps.map((one) => stepText(one, to)),
    to.labelled(4, "to do", terminalLine(todo)),
    ...(remedy === todo ? [] : [to.labelled(4, "always", terminalLine(remedy))]),
    ...(curl === undefined ? [] : [`    ${to.paint("dim", "again")}    ${printable(curl)}`]),
  ].join("\n");
}

function stepText({ step, name, outcome, evidence }: TriagedCase["steps"][number], to: Page): string {
  const [first = "", ...others] = evidence.map(terminalLine);
  return [
    to.lines(
      4,
      `${step} ${to.paint(styles[outcome], outcome.padEnd(8))}${name}${first === "" ? "" : `: ${first}`}`,
      10,
    ),
    ...others.map((one) => to.lines(14, one)),
  ].join("\n");
}

const styles: Readonly<Record<TriagedCase["steps"][number]["outcome"], Style>> = {
  pass: "green",
  fail: "red",
  skipped: "dim",
};
