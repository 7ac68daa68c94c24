import { literal } from "../../literal.ts";
import { isRateLimit } from "./headers.ts";
import type { Redactor } from "./index.ts";

/**
 * A redactor that also takes out values of earlier answers, which a request repeats: an id that is no secret by its form
 * is one by where it came from. Each goes where it is a word of its own, for `7` is a part of much else.
 */
export function withoutTaken(redactor: Redactor, taken: readonly string[]): Redactor {
  const words = [...new Set(taken.flatMap((value) => [value, encodeURIComponent(value)]))].filter(
    (word) => word !== "",
  );
  if (words.length === 0) return redactor;
  const text = without(words);
  const header = ([name, value]: [string, string]) => [name, isOwnWord(name) ? value : afterOrigin(value, text)];
  return {
    ...redactor,
    text: (raw) => redactor.text(text(raw)),
    url: (raw) => redactor.url(afterOrigin(raw, text)),
    headers: (headers) => redactor.headers(Object.fromEntries(Object.entries(headers).map(header))),
  };
}

function without(words: readonly string[]): (text: string) => string {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const literals = longestFirst.map(literal);
  const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${literals.join("|")})(?![\\p{L}\\d])`, "gu");
  return (text) => text.replaceAll(pattern, "[redacted]");
}

/** Whether a header holds HTTP's own words, counts and times: these tell why an exchange failed, and name nothing. */
function isOwnWord(name: string): boolean {
  return ownWords.has(name) || isRateLimit(name);
}

const ownWords: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "deprecation",
  "retry-after",
  "sunset",
]);

/** A host and a port are no values of an answer, whatever they look like. */
function afterOrigin(url: string, text: (text: string) => string): string {
  const [origin = ""] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url) ?? [];
  return origin + text(url.slice(origin.length));
}
