import type { RecordReport } from "../check/record.ts";
import { counted } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { page, type TerminalOptions } from "../report/terminal-page.ts";
import { unknownLine } from "./unknown-line.ts";

/** What a recording came to, for a person. Exchanges that no operation answers are listed too. */
export function recordText(
  { vendor, file, exchanges, dropped, ...report }: RecordReport,
  options: TerminalOptions,
): string {
  const to = page(options);
  const times = ([name, count]: readonly [string, number]) => `${name}: ${count}`;
  const unmatched = Object.entries(report.unmatched);
  const lines = [
    `${to.paint("bold", terminalLine(vendor))}  ${counted(exchanges, "exchange")} in ${terminalLine(file)}`,
    ...Object.entries(report.operations).map((one) => to.lines(2, terminalLine(times(one)))),
    ...unmatched.map((one) => to.lines(2, terminalLine(`unmatched ${times(one)}`))),
    ...(dropped > 0 ? [to.lines(2, `dropped: ${dropped}`)] : []),
    ...report.unknown.map((each) => unknownLine(each, to)),
  ];
  return `${lines.join("\n")}\n`;
}
