import { parseTime } from "./time.ts";

/** The longest that one retry waits: a vendor that asks for more gets no retry tonight. */
const waitLimitMs = 10_000;

const firstMs = 250;

/**
 * How long to wait before the next try, or undefined if that would be over the budget. What the vendor says counts;
 * else it is exponential with full jitter (`random` in [0, 1)).
 */
export function waitMs(
  headers: Readonly<Record<string, string>>,
  attempt: number,
  now: number,
  random: () => number,
): number | undefined {
  const asked = askedMs(headers, now);
  if (asked === undefined) return Math.min(waitLimitMs, random() * firstMs * 2 ** attempt);
  return asked <= waitLimitMs ? asked : undefined;
}

/** `Retry-After` (RFC 9110, section 10.2.3); else the reset of an exhausted rate limit, in seconds or as a Unix time. */
function askedMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const retryAfter = headers["retry-after"];
  if (retryAfter !== undefined) {
    const time = /^\d+$/.test(retryAfter) ? now + Number(retryAfter) * 1000 : parseTime(retryAfter);
    return time === undefined ? undefined : Math.max(0, time - now);
  }
  const reset = header(headers, /^(x-)?rate-?limit-reset$/);
  if (reset === undefined || header(headers, /^(x-)?rate-?limit-remaining$/) !== "0" || !/^\d+$/.test(reset))
    return undefined;
  const isUnixTime = reset.length >= 10;
  return Math.max(0, isUnixTime ? Number(reset) * 1000 - now : Number(reset) * 1000);
}

function header(headers: Readonly<Record<string, string>>, name: RegExp): string | undefined {
  return Object.entries(headers).find(([key]) => name.test(key))?.[1];
}
