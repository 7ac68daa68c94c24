import type { Summary } from "./report.ts";

/** The result in two or three words. Never "no drift" alone where something could not be checked. */
export function outcome(summary: Summary, what: "drift" | "changes"): string {
  if (summary.breaking > 0) return `Breaking ${what}`;
  if (summary.warning > 0 || summary.info > 0) return what === "drift" ? "Drift" : "Changes";
  return summary.unknown > 0 ? "Not fully checked" : `No ${what}`;
}

/** `2 breaking, 1 warning, 9 info, 1 unknown`: all levels, so that a zero is seen to be one. */
export function counts(summary: Summary): string {
  const { breaking, warning, info, unknown } = summary;
  return `${breaking} breaking, ${warning} warning, ${info} info, ${unknown} unknown`;
}
