import type { Announcement } from "../announce/entry.ts";
import type { Finding } from "./report.ts";

/** What a vendor announced of any of the findings, each once, the newest first. */
export function announcementsOf(findings: readonly Finding[]): Announcement[] {
  const all = findings.flatMap(({ announcement }) => announcement ?? []);
  const each = [...new Map(all.map((one) => [[one.date, one.title, one.url].join("\n"), one])).values()];
  return each.sort((a, b) => (a.date > b.date ? -1 : Number(a.date < b.date)));
}
