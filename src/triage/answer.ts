import { essence } from "../live/conformance/media-type.ts";
import type { Answer } from "../live/exchange.ts";
import { isRateLimit } from "../live/redact/index.ts";
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

/** Whether the answer says that a rate limit is used up: by status, by `Retry-After` on a refusal, or by what remains. */
export function isRateLimited({ status, headers }: Answer): boolean {
  if (status === 429) return true;
  const remaining = Object.entries(headers).find(([name]) => isRateLimit(name) && name.endsWith("remaining"))?.[1];
  // GitHub answers 403, not 429, for some rate limits; the headers tell. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  return (status === 403 && headers["retry-after"] !== undefined) || ([403, 503].includes(status) && remaining === "0");
}
