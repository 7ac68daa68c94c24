import type { CheckReport, DiffReport } from "./report.ts";

/** The report itself, pretty-printed: the same report always gives the same bytes. Its schema is `schema/report.json`. */
export function json(report: CheckReport | DiffReport): string {
  // In the log of a GitHub job, `##[name]` in a vendor's text would be a command; escaped, it is the same JSON.
  return `${JSON.stringify(report, null, 2).replaceAll("##[", "#\\u0023[")}\n`;
}
