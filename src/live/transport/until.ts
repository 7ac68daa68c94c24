import { parseTime } from "./time.ts";

/**
 * When a vendor takes requests again, in milliseconds since 1970 by our clock, from any of the spellings of
 * `Retry-After` (RFC 9110, section 10.2.3) and `…-Reset`: seconds from now, a Unix time in seconds or milliseconds, a
 * date, or `6m0s`. Undefined where it is none of them.
 * @param now milliseconds since 1970
 */
export function untilOf(text: string, headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const given = text.trim();
  if (/^\d+(\.\d+)?$/.test(given)) return ofNumber(Number(given), headers, now);
  const spanMs = ofSpan(given);
  if (spanMs !== undefined) return now + spanMs;
  const time = parseTime(given);
  return time === undefined ? undefined : time + aheadMs(headers, now);
}

/** No vendor asks to wait for thirty years, and no Unix time in milliseconds is from 1973. */
function ofNumber(given: number, headers: Readonly<Record<string, string>>, now: number): number {
  if (given < 1e9) return now + given * 1000;
  return (given < 1e11 ? given * 1000 : given) + aheadMs(headers, now);
}

const span = /^(?=.)(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/;

function ofSpan(text: string): number | undefined {
  const found = span.exec(text);
  if (!found) return undefined;
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

/** How far our clock is ahead of the vendor's. A stored answer has an old date (RFC 9111, section 5.1). */
function aheadMs(headers: Readonly<Record<string, string>>, now: number): number {
  const theirs = headers.age === undefined ? parseTime(headers.date ?? "") : undefined;
  return theirs === undefined ? 0 : now - theirs;
}
