import type { Redactor } from "./index.ts";

/**
 * A redactor that also takes out values of earlier answers, which a request repeats: an id that is no secret by its form
 * is one by where it came from. Each goes where it is a word of its own, for `7` is a part of much else. A header may hold
 * a count, which tells why an exchange failed, so what is as short as a count stays there.
 */
export function withoutTaken(redactor: Redactor, taken: readonly string[]): Redactor {
  const words = [...new Set(taken.flatMap((value) => [value, encodeURIComponent(value)]))].filter(
    (word) => word !== "",
  );
  if (words.length === 0) return redactor;
  const text = without(words);
  const long = without(words.filter(({ length }) => length > longestCount));
  return {
    ...redactor,
    text: (raw) => redactor.text(text(raw)),
    url: (raw) => redactor.url(afterOrigin(raw, text)),
    headers: (headers) =>
      redactor.headers(
        Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name,
            name === "location" ? afterOrigin(value, text) : long(value),
          ]),
        ),
      ),
  };
}

const longestCount = 5;

function without(words: readonly string[]): (text: string) => string {
  if (words.length === 0) return (text) => text;
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const literals = longestFirst.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\d])(?:${literals.join("|")})(?![\\p{L}\\d])`, "gu");
  return (text) => text.replaceAll(pattern, "[redacted]");
}

/** A host and a port are no values of an answer, whatever they look like. */
function afterOrigin(url: string, text: (text: string) => string): string {
  const [origin = ""] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url) ?? [];
  return origin + text(url.slice(origin.length));
}
