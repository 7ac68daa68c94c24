import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { type Entry, entriesIn, type Lines, type Outline, outline, textOf } from "./outline.ts";

/** Reads a complete YAML text. Throws where it is none. */
export type ReadYaml = (text: string) => Json;

/** A YAML text that was read before. */
export interface Known {
  readonly text: string;
  readonly value: Json;
}

/**
 * Reads a block-style YAML text with the help of another version of it: entries that both have with the very same text are
 * taken from the other's value, and only what differs is read. Reading YAML takes many times as long as comparing texts.
 *
 * An entry, a key with all that is deeper below it, is a complete YAML text by itself, so what its entries say one by one
 * is what the mapping says. Undefined where that does not hold, or does not seem to: anchors and aliases, merge keys,
 * several documents, a flow mapping that is spread over lines, an error. Then the whole has to be read.
 */
export function readLike(text: string, known: Known, read: ReadYaml): JsonObject | undefined {
  if (reachesOut(text) || reachesOut(known.text)) return undefined;
  const [here, there] = [outline(text), outline(known.text)];
  const all = ({ count }: Outline) => ({ from: 0, to: count });
  try {
    return mapping([here, all(here)], [there, all(there), known.value], read);
  } catch {
    return undefined; // reading the whole says where and why
  }
}

/** Whether something may reach beyond its entry: markers of documents and directives, anchors, merge keys. */
function reachesOut(text: string): boolean {
  return /^(?:---|\.\.\.|%)/m.test(text) || opens(text, "&") || opens(text, "<<");
}

/** Whether a node may begin with this: at the start of a line, or behind what a node follows. */
function opens(text: string, what: string): boolean {
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
    const before = text.slice(text.lastIndexOf("\n", at) + 1, at);
    if (/(?:^|[:\-?,[{])\s*$/.test(before) && !/\S[[{]$/.test(before) && /\S/.test(text.charAt(at + what.length)))
      return true;
  }
  return false;
}

type Here<Run extends Lines> = readonly [outline: Outline, lines: Run];
type There<Run extends Lines> = readonly [outline: Outline, lines: Run, value: Json | undefined];

function mapping(
  [here, lines]: Here<Lines>,
  [there, others, value]: There<Lines>,
  read: ReadYaml,
): JsonObject | undefined {
  const [entries, counterparts] = [entriesIn(here, lines), entriesIn(there, others)];
  if (!entries || !counterparts || !isObject(value)) return undefined;
  const byKey = new Map(counterparts.map((entry) => [keyLine(there, entry), entry]));
  const members: (readonly [string, Json | undefined])[] = [];
  let unread: Lines | undefined;
  for (const entry of entries) {
    const key = keyLine(here, entry);
    const other = byKey.get(key);
    const found = other && member(key, [here, entry], [there, other, value], read);
    if (found) {
      if (unread) members.push(...membersOf(textOf(here, unread), read));
      unread = undefined;
      members.push(found);
    } else unread = { from: unread?.from ?? entry.from, to: entry.to };
  }
  if (unread) members.push(...membersOf(textOf(here, unread), read));
  const whole = Object.fromEntries(members);
  return Object.keys(whole).length === members.length ? whole : undefined; // a key that stands twice is an error
}

/** An entry, as far as the other version can tell it; undefined where the entry has to be read. */
function member(
  key: string,
  [here, entry]: Here<Entry>,
  [there, other, value]: There<Entry>,
  read: ReadYaml,
): readonly [string, Json | undefined] | undefined {
  const name = nameOf(key, read);
  const known = name !== undefined && isObject(value) ? own(value, name) : undefined;
  if (name === undefined || known === undefined) return undefined;
  if (textOf(here, entry) === textOf(there, other)) return [name, known];
  if (!/:\s*$/.test(key)) return undefined;
  const below = ({ key, to }: Entry) => ({ from: key + 1, to });
  const found = mapping([here, below(entry)], [there, below(other), known], read);
  return found && [name, found];
}

function membersOf(text: string, read: ReadYaml): [string, Json | undefined][] {
  const value = read(text);
  if (!isObject(value)) throw new Error("an entry is a mapping");
  return Object.entries(value);
}

function keyLine(outline: Outline, { key }: Entry): string {
  return textOf(outline, { from: key, to: key + 1 });
}

/** A key as the value's member name: as it is written, where that is beyond doubt, else as it is read. */
function nameOf(line: string, read: ReadYaml): string | undefined {
  const [, plain] = /^ *([a-z_/$][\w/$.{}-]*):(?:\s|$)/i.exec(line) ?? [];
  if (plain !== undefined && !constants.has(plain.toLowerCase())) return plain;
  return /:\s*$/.test(line) ? membersOf(line, read)[0]?.[0] : undefined;
}

const constants: ReadonlySet<string> = new Set(["true", "false", "null"]);
