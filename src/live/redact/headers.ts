import type { Team } from "./team.ts";
import { redacted } from "./text.ts";

/** Headers with the values that explain a failure and identify nobody; of all others only the name is kept. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  { text, url, team }: { text: (text: string) => string; url: (url: string) => string; team: Team },
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (team.isName(name)) return [text(name), redacted];
      if (name === "location") return [name, url(value)];
      return [text(name), telling.has(name) || isRateLimit(name) ? text(value) : redacted];
    }),
  );
}

/** Whether a header tells of a rate limit, in any of the usual spellings (draft-ietf-httpapi-ratelimit-headers). */
export function isRateLimit(name: string): boolean {
  return /^(x-)?rate-?limit(-|$)/.test(name);
}

const telling = new Set([
  "accept",
  "accept-encoding",
  "allow",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "date",
  "deprecation",
  "proxy-authenticate",
  "retry-after",
  "server",
  "sunset",
  "transfer-encoding",
  "user-agent",
  "vary",
  "via",
  "www-authenticate",
  "x-accepted-github-permissions",
  "x-accepted-oauth-scopes",
  "x-cache",
  "x-oauth-scopes",
]);
