import type { Sampled, SampleReport } from "../check/sample.ts";
import { operationName } from "../contract/operations.ts";
import { someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { type Page, page, type TerminalOptions } from "../report/terminal-page.ts";
import { unknownLine } from "./unknown-line.ts";

type Vendor = SampleReport["vendors"][number];

/** How vendors answered, for a person: a line for each answer, with what does not fit its contract. */
export function sampleText({ vendors }: SampleReport, options: TerminalOptions): string {
  const to = page(options);
  const parts = vendors.map(({ vendor, samples, recorded, unknown, unreached }) => [
    `${to.paint("bold", terminalLine(vendor))}  ${samples.length} sampled, ${unknown.length} unknown${beyond(unreached)}`,
    ...samples.filter(({ cause }) => cause === undefined).flatMap((sampled) => answerLines(sampled, to)),
    ...(recorded ? recordedLines(recorded, to) : []),
    ...unknown.map((each) => unknownLine(each, to)),
    ...unreached.map(({ operation, text }) =>
      to.lines(2, terminalLine(`${operationName(operation)}: not probed, ${text}`)),
    ),
  ]);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function beyond(unreached: readonly unknown[]): string {
  return unreached.length > 0 ? `, ${unreached.length} not probed` : "";
}

function answerLines({ exchange: { operation, answer, durationMs }, deviations }: Sampled, to: Page): string[] {
  const status = answer.kind === "answer" ? answer.status : answer.code;
  const fit =
    deviations.length > 0 ? `${deviations.length} ${deviations.length === 1 ? "deviation" : "deviations"}` : "fits";
  return [
    to.lines(2, terminalLine(`${operationName(operation)}: ${status} in ${Math.round(durationMs)} ms, ${fit}`)),
    ...deviations.map(({ instancePath, text }) => to.lines(4, terminalLine(`${instancePath || "/"}: ${text}`))),
  ];
}

function recordedLines(recorded: NonNullable<Vendor["recorded"]>, to: Page): string[] {
  const { exchanges, dropped, past, unmatched, deviations } = recorded;
  const lost = dropped > 0 ? `, ${dropped} more not recorded` : "";
  const old = past > 0 ? `, ${past} of them under another pin` : "";
  const strays = unmatched.total > 0 ? `, ${unmatched.total} not in the contract: ${someOf(unmatched.first, 3)}` : "";
  return [
    to.lines(2, terminalLine(`recordings: ${exchanges} exchanges${old}${lost}${strays}`)),
    ...deviations.map(({ operation, text }) => to.lines(4, terminalLine(`${operationName(operation)}: ${text}`))),
  ];
}
