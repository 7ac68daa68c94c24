import type { Wanted } from "./wanted.ts";

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Finds the places in a text that is known to be JSON: one scan forward, that enters only what leads to a wanted place.
 *
 * What is not entered is skipped by its indentation where the text has one, which is many times faster than reading it;
 * where the indentation misleads, places are lost that way, so what holds a lost one is read again, each character of it.
 */
export function findInJson(text: string, root: Wanted): void {
  scan(text, 0, root, skipIndented);
  searchAgain(text, root);
}

function searchAgain(text: string, wanted: Wanted): void {
  const children = [...wanted.children.values()];
  if (wanted.offset !== undefined && children.some(({ offset }) => offset === undefined))
    scan(text, wanted.offset, wanted, skipContainer);
  for (const child of children) if (child.offset !== undefined) searchAgain(text, child);
}

type Skip = (text: string, start: number) => number;

/** Searches the value at an offset, or behind the key that stands there. */
function scan(text: string, offset: number, wanted: Wanted, skip: Skip): void {
  visit(valueAt(text, skipSpace(text, offset)), wanted);

  /** Takes the offset of a value and returns the one behind it. */
  function visit(start: number, wanted: Wanted): number {
    const opening = text.charCodeAt(start);
    if (wanted.children.size === 0) return skipValue(text, start, skip);
    if (opening === openBrace) return visitObject(start, wanted);
    if (opening === openBracket) return visitArray(start, wanted);
    return skipValue(text, start, skip);
  }

  function visitObject(start: number, wanted: Wanted): number {
    let at = skipSpace(text, start + 1);
    while (text.charCodeAt(at) === quote) {
      const keyEnd = skipString(text, at);
      const value = valueAt(text, at);
      const child = wanted.children.get(key(text, at, keyEnd));
      if (child) child.offset = at;
      at = separator(text, child ? visit(value, child) : skipValue(text, value, skip));
    }
    return at + 1;
  }

  function visitArray(start: number, wanted: Wanted): number {
    let at = skipSpace(text, start + 1);
    for (let index = 0; at < text.length && text.charCodeAt(at) !== closeBracket; index += 1) {
      const child = wanted.children.get(String(index));
      if (child) child.offset = at;
      at = separator(text, child ? visit(at, child) : skipValue(text, at, skip));
    }
    return at + 1;
  }
}

/** Where the value is that begins here, or, for a key, behind its colon. */
function valueAt(text: string, start: number): number {
  if (text.charCodeAt(start) !== quote) return start;
  const end = skipSpace(text, skipString(text, start));
  return text.charCodeAt(end) === colon ? skipSpace(text, end + 1) : start;
}

/** The text between the quotes, escapes resolved. */
function key(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes("\\") ? JSON.parse(`"${raw}"`) : raw;
}

/** Past the comma after a value, if there is one. */
function separator(text: string, at: number): number {
  const next = skipSpace(text, at);
  return text.charCodeAt(next) === comma ? skipSpace(text, next + 1) : next;
}

// Beside space, line breaks and tabs, this passes over a byte order mark, which only stands in front of everything.
function skipSpace(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code <= 0x20 || code === 0xfeff; code = text.charCodeAt(at)) at += 1;
  return at;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === backslash) start -= 1;
  return (at - start) % 2 === 1;
}

function skipValue(text: string, start: number, skip: Skip): number {
  const first = text.charCodeAt(start);
  if (first === quote) return skipString(text, start);
  if (first === openBrace || first === openBracket) return skip(text, start);
  let at = start;
  for (let code = first; code > 0x20 && !ends(code); code = text.charCodeAt(at)) at += 1;
  return at;
}

function ends(code: number): boolean {
  return code === comma || code === closeBrace || code === closeBracket;
}

/**
 * A container that opens at the end of a line closes at the first line that has the same indentation and its bracket;
 * no text within it can look like that, since strings hold no line breaks.
 */
function skipIndented(text: string, start: number): number {
  if (text.charCodeAt(start + 1) !== newline) return skipContainer(text, start);
  const line = text.lastIndexOf("\n", start) + 1;
  const indent = text.slice(line, skipSpace(text, line));
  const bracket = text.charCodeAt(start) === openBrace ? "}" : "]";
  const end = text.indexOf(`\n${indent}${bracket}`, start + 1);
  return end < 0 ? skipContainer(text, start) : end + indent.length + 2;
}

function skipContainer(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = skipString(text, at);
      continue;
    }
    at += 1;
    if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return at;
}
