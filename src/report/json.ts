import type { CheckReport, DiffReport } from "./report.ts";

/** The report itself. Its schema is `schema/report.json`. */
export function json(report: CheckReport | DiffReport): string {
  return pretty(report);
}

/** A value as JSON for people and programs, with a line break at its end: the same value always gives the same bytes. */
export function pretty(value: object): string {
  // In the log of a GitHub job, `##[name]` in a vendor's text would be a command; escaped, it is the same JSON.
  return `${JSON.stringify(value, null, 2).replaceAll("##[", "#\\u0023[")}\n`;
}
