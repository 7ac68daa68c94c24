import { limitsOf } from "./limit.ts";
import type { RawAnswer, RawFailure } from "./reply.ts";

/** Whether a server is down: it cannot be reached, or cannot serve. */
export function isOutage(answer: RawAnswer | RawFailure): boolean {
  if (answer.kind === "answer") return answer.status >= 500;
  return answer.phase !== "prepare" && answer.code !== "BodyTooLargeError";
}

const passingStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Codes of what is the same a moment later: certificates, versions of TLS, a proxy's rules, a body's size. */
const lasting = /CERT|SIGNED|UNABLE_TO|ALTNAME|HOSTNAME_MISMATCH|ERR_SSL|^PROXY_4|^BodyTooLargeError$|^DEADLINE$/;

/**
 * Whether a failure may have passed a moment later.
 * @param now milliseconds since 1970
 */
export function isPassing(answer: RawAnswer | RawFailure, now: number): boolean {
  if (answer.kind === "failure") return answer.phase !== "prepare" && !lasting.test(answer.code);
  const { status, headers } = answer;
  if (status !== 403) return passingStatuses.has(status);
  // GitHub answers 403, not 429, for some rate limits; the headers tell. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  return headers["retry-after"] !== undefined || limitsOf(headers, now).some(({ remaining }) => remaining <= 0);
}
