import { counts, outcome } from "../report/headline.ts";
import { markdown } from "../report/markdown.ts";
import type { CheckReport, Summary } from "../report/report.ts";
import { reviewMarkdown } from "../report/review.ts";
import type { ReviewReport } from "../report/reviewed.ts";

/** The page of a run: as much of the report as GitHub takes, which drops a larger one whole. */
export function summary(report: CheckReport): string {
  return fitting((budget) => markdown(report, { budget }), report.summary);
}

/** The same of a run for a pull request. */
export function reviewSummary(report: ReviewReport): string {
  return fitting((budget) => reviewMarkdown(report, budget), report.summary);
}

function fitting(page: (budget: number) => string, summary: Summary): string {
  for (const budget of [bytesLimit, bytesLimit / 4]) {
    const text = `${page(budget)}\n`; // a code point has at most four bytes
    if (Buffer.byteLength(text) <= bytesLimit) return text;
  }
  return `**${outcome(summary, "drift")}**: ${counts(summary)}.\n`;
}

/** Below the runner's 1 MiB for each step. */
const bytesLimit = 900_000;
