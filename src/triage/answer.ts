import { essence } from "../live/conformance/media-type.ts";
import type { Answer } from "../live/exchange.ts";
import { isRateLimit } from "../live/redact/headers.ts";
import type { Sample } from "../live/sample.ts";

/** The answer of an exchange, if there was one. */
export function answerOf({ exchange: { answer } }: Sample): Answer | undefined {
  return answer.kind === "answer" ? answer : undefined;
}

/** Whether the body is a page for people. */
export function isPage({ headers, body }: Answer): boolean {
  const isMarkup = typeof body === "string" && /^\s*(<!doctype html|<html)/i.test(body);
  return essence(headers["content-type"]) === "text/html" || isMarkup;
}

/** Statuses for too many requests: the standard one, and those of Twitter, Shopify and cPanel. */
const limitStatuses: ReadonlySet<number> = new Set([429, 420, 430, 509]);

/** Whether the answer says that a rate limit is used up: by status, by `Retry-After` on a refusal, by what remains, or in words. */
export function isRateLimited(answer: Answer): boolean {
  const { status, headers, hints = [] } = answer;
  if (limitStatuses.has(status)) return true;
  // GitHub answers 403, not 429, for some rate limits; the headers tell. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  if (status === 403 && headers["retry-after"] !== undefined) return true;
  if ([403, 503].includes(status) && isUsedUp(headers)) return true;
  return hints.includes("rate-limit") && (status < 300 || [400, 403, 503].includes(status));
}

/** Nothing remains: `X-RateLimit-Remaining: 0`, or `r=0` of `RateLimit` (draft-ietf-httpapi-ratelimit-headers). */
function isUsedUp(headers: Answer["headers"]): boolean {
  return Object.entries(headers).some(
    ([name, value]) =>
      isRateLimit(name) &&
      (name.endsWith("remaining") ? value.trim() === "0" : /(^|[;,\s])(r|remaining)=0(?!\d)/.test(value)),
  );
}
