import type { Sampled, SampleReport } from "../check/sample.ts";
import { operationName } from "../contract/operations.ts";
import { counted, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { type Page, page, type TerminalOptions } from "../report/terminal-page.ts";
import { unknownLine } from "./unknown-line.ts";

type Vendor = SampleReport["vendors"][number];

/** How vendors answered, for a person: a line for each answer, with what does not fit its contract. */
export function sampleText({ vendors }: SampleReport, options: TerminalOptions): string {
  const to = page(options);
  const parts = vendors.map(({ vendor, samples, recorded, unknown, unreached }) => [
    `${to.paint("bold", terminalLine(vendor))}  ${samples.length} sampled, ${unknown.length} unknown${beyond(unreached)}`,
    ...samples.filter(isKnown).flatMap((sampled) => answerLines(sampled, to)),
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

/** What failed for another reason than the vendor's change is told with what is unknown. */
function isKnown({ cause }: Sampled): boolean {
  return cause === undefined || cause === "vendor-change";
}

function answerLines({ exchange: { operation, answer, durationMs }, deviations, text }: Sampled, to: Page): string[] {
  const status = answer.kind === "answer" ? answer.status : answer.code;
  const fit = text ?? (deviations.length > 0 ? counted(deviations.length, "deviation") : "fits");
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
    to.lines(2, terminalLine(`recordings: ${counted(exchanges, "exchange")}${old}${lost}${strays}`)),
    ...deviations.map(({ operation, text }) => to.lines(4, terminalLine(`${operationName(operation)}: ${text}`))),
  ];
}
