import { stripVTControlCharacters } from "node:util";

/**
 * Vendor text as one line of plain text on which GitHub does not act: no mention (`@name`), no reference (`#1`, `GH-1`,
 * `owner/repo#1`, a URL), so no closing keyword either, no HTML comment, no math. A zero-width space breaks each of them
 * and leaves what a person reads. It is still text, not Markdown: whoever puts it into Markdown escapes it.
 */
export function neutralise(text: string): string {
  return oneLine(text).replace(actedUpon, (match) => `${match}${zeroWidthSpace}`);
}

/**
 * Vendor text that will stand in a code span or a fence, where GitHub acts on nothing: only what could be taken for one
 * of our markers (`<!--`) is broken, so that a person can still copy the rest. Keeps line breaks.
 */
export function neutraliseCode(text: string): string {
  return printable(text).replaceAll("<!--", `<${zeroWidthSpace}!--`);
}

/** Without terminal escapes, control characters and marks that reorder text on the screen. Keeps line breaks and tabs. */
export function printable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|\u2028|\u2029/gu, "\n")
    .replace(unprintable, "");
}

/** Printable, with every run of white space as one space. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/gu, " ").trim();
}

const zeroWidthSpace = "\u200B";

/** The beginnings of what GitHub acts upon; a break behind each makes it inert. */
const actedUpon = /@(?=[\p{L}\p{N}])|#(?=\p{N})|\bgh-(?=\p{N})|\b(?:https?|ftp):(?=\/\/)|\bwww(?=\.)|<(?=!--)|\$/giu;

/** Controls but tab and line feed; marks, embeddings, overrides and isolates of direction (Unicode Annex 9); byte order marks. */
const unprintable = /(?![\t\n])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
