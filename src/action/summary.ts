import { counts, outcome } from "../report/headline.ts";
import { markdown } from "../report/markdown.ts";
import type { CheckReport } from "../report/report.ts";

/** The page of a run: as much of the report as GitHub takes, which drops a larger one whole. */
export function summary(report: CheckReport): string {
  const pages = [
    () => markdown(report, { budget: bytesLimit }),
    () => markdown(report, { budget: bytesLimit / 4 }), // a code point has at most four bytes
  ];
  for (const page of pages) {
    const text = `${page()}\n`;
    if (Buffer.byteLength(text) <= bytesLimit) return text;
  }
  return `**${outcome(report.summary, "drift")}**: ${counts(report.summary)}.\n`;
}

/** Below the runner's 1 MiB for each step. */
const bytesLimit = 900_000;
