import { markdown } from "../report/markdown.ts";
import type { CheckReport } from "../report/report.ts";

/** The page of a run: as much of the report as GitHub takes, which drops a larger one whole. */
export function summary(report: CheckReport): string {
  let budget = bytesLimit;
  let page = markdown(report, budget);
  while (Buffer.byteLength(page) > bytesLimit) {
    budget = Math.floor((budget * bytesLimit) / (Buffer.byteLength(page) + 1)); // a code point has one to four bytes
    page = markdown(report, budget);
  }
  return `${page}\n`;
}

/** Below the runner's 1 MiB for each step. */
const bytesLimit = 900_000;
