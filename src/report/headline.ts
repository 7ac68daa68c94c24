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

/** `1 exchange`, `2 exchanges`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `GET /a, GET /b and 12 more`: the first few of many. The total may be more than were named. */
export function someOf(names: readonly string[], limit: number, total: number = names.length): string {
  const few = names.slice(0, limit);
  const more = Math.max(total, names.length) - few.length;
  return [...(few.length > 0 ? [few.join(", ")] : []), ...(more > 0 ? [`${more} more`] : [])].join(" and ");
}

/** A commit or a hash as its first twelve digits, as git shows it; any other version as it is. */
export function shortVersion(version: string): string {
  return /^[0-9a-f]{40,64}$/.test(version) ? version.slice(0, 12) : version;
}
