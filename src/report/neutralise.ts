import { stripVTControlCharacters } from "node:util";

/**
 * Vendor text as one line of plain text on which GitHub does not act: no mention (`@name`), no reference (`#1`, `GH-1`,
 * `owner/repo#1`, a URL), so no closing keyword either, no HTML comment, no math. A zero-width space breaks each of them
 * and leaves what a person reads. It is still text, not Markdown: whoever puts it into Markdown escapes it.
 */
export function neutralise(text: string): string {
  return withoutCommands(oneLine(text)).replace(actedUpon, broken);
}

/**
 * Vendor text that will stand in a code span or a fence, where GitHub acts on nothing: only what could be taken for one
 * of our markers (`<!--`) or for a workflow command is broken, so that a person can still copy the rest. Keeps line
 * breaks.
 */
export function neutraliseCode(text: string): string {
  return withoutCommands(printable(text)).replaceAll("<!--", `<${zeroWidthSpace}!--`);
}

/**
 * Vendor text for a message that is plain text but for links, as SARIF has it (2.1.0, sections 3.11.5 and 3.11.6): also no
 * link (`[a](b)`), no placeholder (`{0}`), and no tag, since GitHub repeats messages in comments. At most a thousand
 * characters.
 */
export function neutraliseMessage(text: string): string {
  const short = text.length <= messageLimit ? text : `${text.slice(0, messageLimit - 1)}…`;
  return neutralise(Buffer.from(short).toString()).replace(/\](?=[([])|\{(?=\d)|<(?=[/!?\p{L}])/gu, broken);
}

/** Vendor text as one line for a terminal, or for the log of a GitHub job, which would obey workflow commands in it. */
export function terminalLine(text: string): string {
  return withoutCommands(oneLine(text));
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

/**
 * Breaks GitHub's workflow commands: `::name …::` at the start of a line, which any space can become when a text is
 * wrapped, and the older `##[name]` anywhere.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function withoutCommands(text: string): string {
  return text.replace(/(?<=^|\s):(?=:)|##(?=\[)/g, broken);
}

function broken(match: string): string {
  return `${match}${zeroWidthSpace}`;
}

const zeroWidthSpace = "\u200B";
const messageLimit = 1_000;

/** The beginnings of what GitHub acts upon; a break behind each makes it inert. */
const actedUpon = /@(?=[\p{L}\p{N}])|#(?=\p{N})|\bgh-(?=\p{N})|\b(?:https?|ftp):(?=\/\/)|\bwww(?=\.)|<(?=!--)|\$/giu;

/** Controls but tab and line feed; marks, embeddings, overrides and isolates of direction (Unicode Annex 9); byte order marks. */
const unprintable = /(?![\t\n])\p{Cc}|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
