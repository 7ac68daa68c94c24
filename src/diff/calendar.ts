import type { Json } from "../json.ts";

/** What dates in a description are held against. */
export interface Calendar {
  /** The day of the comparison, as `2026-01-31`. Without it, no rule fires that has to know what is past. */
  readonly today?: string | undefined;
  /**
   * Days that a vendor must leave between announcing an end and the end. Default: 31 for what is `beta`, 180 for what is
   * stable; what is `draft` or `alpha` may end at once. Where it is given, a deprecation without a date breaks it too.
   */
  readonly noticeDays?: NoticeDays | undefined;
}

/** By stability level. */
export type NoticeDays = Readonly<Partial<Record<"beta" | "stable", number | undefined>>>;

/** What the field's tools usually ask of a vendor. */
export const usualNoticeDays: Readonly<Record<keyof NoticeDays, number>> = { beta: 31, stable: 180 };

/**
 * The number of a day, counted from 1970-01-01; undefined where there is no date. A time beside the date does not count,
 * since nobody plans an end by the hour.
 * @see RFC 3339, section 5.6 (`full-date`, `date-time`)
 */
export function dayOf(value: Json | undefined): number | undefined {
  const found = typeof value === "string" ? /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]\d\d:\d\d.*)?$/.exec(value) : null;
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? dayNumber(year, month, day) : undefined;
}

function daysIn(year: number, month: number): number {
  return dayNumber(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - dayNumber(year, month, 1);
}

/** Counts in years that begin in March, so that the leap day comes last. */
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
