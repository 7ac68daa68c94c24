/**
 * What is kept of a text that is no JSON: its form, and nothing that it says. Digits are told as `0` and all else as `x`;
 * space stays, and what markup and addresses are made of, and the beginning of a page for people, which is known by it.
 * At most 500 characters.
 * @param redact takes out what is secret, of which not even the length is told
 */
export function withoutWords(text: string, redact: (text: string) => string): string {
  const [start = ""] = /^\s{0,100}<(?:!doctype html|html)(?=[\s>])/i.exec(text) ?? [];
  const rest = redact(text.slice(start.length, readAtMost));
  return (start + rest.replaceAll(/\d/g, "0").replaceAll(/[^\s\d<>/="']/g, "x")).slice(0, keptAtMost);
}

/** Read well past the cut, so that no half of a secret is left at the end. */
const readAtMost = 4000;
const keptAtMost = 500;
