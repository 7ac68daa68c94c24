import type { CheckReport, DiffReport } from "./report.ts";

/** The report itself, pretty-printed: the same report always gives the same bytes. Its schema is `schema/report.json`. */
export function json(report: CheckReport | DiffReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
