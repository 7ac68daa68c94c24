import { type Item, ParseError, parseDictionary, parseList } from "structured-headers";
import { untilOf } from "./until.ts";

/** How many more requests a vendor takes, and when it takes more again. */
export interface Limit {
  /** Tells limits apart that hold at the same time: a policy's name, or the end of a header's. */
  readonly name: string;
  readonly remaining: number;
  /** Milliseconds since 1970, by our clock. */
  readonly resetAt: number;
}

/**
 * The limits that an answer tells of: `RateLimit`, by the IETF's draft and by earlier ones, or any of the usual
 * `…RateLimit-Remaining` with its `…-Reset`. What names no reset is none: nobody could wait for it.
 * @param now milliseconds since 1970
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function limitsOf(headers: Readonly<Record<string, string>>, now: number): Limit[] {
  return [...structured(headers.ratelimit, now), ...plain(headers, now)];
}

/** `"default";r=50;t=30`; earlier `limit=100, remaining=50, reset=30`. */
function structured(header: string | undefined, now: number): Limit[] {
  if (header === undefined) return [];
  try {
    return parseList(header).flatMap(([name, parameters]) =>
      limit(String(name), parameters.get("r"), parameters.get("t"), now),
    );
  } catch (error) {
    if (error instanceof ParseError) return earlier(header, now);
    throw error;
  }
}

function earlier(header: string, now: number): Limit[] {
  try {
    const members = parseDictionary(header);
    const number = (name: string) => (members.get(name) as Item | undefined)?.[0];
    return limit("", number("remaining"), number("reset"), now);
  } catch (error) {
    if (error instanceof ParseError) return []; // what cannot be read tells nothing
    throw error;
  }
}

function limit(name: string, remaining: unknown, resetSeconds: unknown, now: number): Limit[] {
  if (typeof remaining !== "number" || typeof resetSeconds !== "number") return [];
  return [{ name, remaining, resetAt: now + resetSeconds * 1000 }];
}

/** `x-ratelimit-remaining`, `ratelimit-remaining`, `x-rate-limit-remaining`, `x-ratelimit-remaining-tokens`. */
const remainingName = /^((?:x-)?rate-?limit-)remaining(-.*)?$/;

function plain(headers: Readonly<Record<string, string>>, now: number): Limit[] {
  return Object.entries(headers).flatMap(([header, text]) => {
    const [, start, end = ""] = remainingName.exec(header) ?? [];
    const reset = start === undefined ? undefined : headers[`${start}reset${end}`];
    const remaining = fewest(text);
    const resetAt = reset === undefined ? undefined : untilOf(reset, headers, now);
    return remaining === undefined || resetAt === undefined ? [] : [{ name: end, remaining, resetAt }];
  });
}

/** A header that came twice is joined by a comma. */
function fewest(text: string): number | undefined {
  const counts = text.split(",").map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  return counts.some(Number.isNaN) ? undefined : Math.min(...counts);
}
