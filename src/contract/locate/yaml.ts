import type { Node } from "yaml";
import type { Wanted } from "./wanted.ts";

/** Above this many UTF-16 units a block is split before it is parsed: the parser with positions is slow on large texts. */
const parsedAtOnce = 1_024;

type Parser = typeof import("yaml");

/**
 * Finds the places in a text that is known to be YAML. Large block mappings are split by their indentation, so that only
 * the wanted members are parsed. What stands behind an alias or a merge is found at the alias's own place.
 * @see YAML 1.2.2, section 8.2 (Block Collection Styles)
 */
export async function findInYaml(text: string, root: Wanted): Promise<void> {
  const yaml = await import("yaml");
  visitBlock(text, { start: 0, end: text.length }, root, yaml);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function visitBlock(text: string, range: Range, wanted: Wanted, yaml: Parser): void {
  const members = range.end - range.start > parsedAtOnce ? blockMembers(text, range, yaml) : undefined;
  if (!members) visitParsed(text, range, wanted, yaml);
  for (const { key, offset, value, inline } of members ?? []) {
    const child = wanted.children.get(key);
    if (!child) continue;
    child.offset = offset;
    if (child.children.size === 0) continue;
    if (inline) visitParsed(text, { start: offset, end: value.end }, only(key, child), yaml);
    else visitBlock(text, value, child, yaml);
  }
}

function visitParsed(text: string, { start, end }: Range, wanted: Wanted, yaml: Parser): void {
  visitNode(yaml.parseDocument(text.slice(start, end), lenient).contents, start, wanted, yaml);
}

function only(key: string, child: Wanted): Wanted {
  return { children: new Map([[key, child]]), offset: undefined };
}

// The text was parsed before, by the rules that count; here a fault must only not stop the search.
const lenient = { strict: false, uniqueKeys: false, logLevel: "silent" } as const;

function visitNode(node: Node | null, base: number, wanted: Wanted, yaml: Parser): void {
  const found = (name: string, keyNode: unknown, value: unknown) => {
    const child = wanted.children.get(name);
    if (!child || !yaml.isNode(keyNode) || !keyNode.range) return;
    child.offset = base + keyNode.range[0];
    if (child.children.size > 0 && yaml.isNode(value)) visitNode(value, base, child, yaml);
  };
  if (yaml.isMap(node)) for (const { key, value } of node.items) found(keyText(key, yaml), key, value);
  if (yaml.isSeq(node)) for (const [index, item] of node.items.entries()) found(String(index), item, item);
}

function keyText(key: unknown, yaml: Parser): string {
  return yaml.isScalar(key) ? String(key.value) : "";
}

interface Member {
  readonly key: string;
  readonly offset: number;
  /** The lines below the key. */
  readonly value: Range;
  /** Whether (a part of) the value stands on the key's line. */
  readonly inline: boolean;
}

/**
 * The members of a block mapping, told apart by indentation alone: in block style, every line of a member's value is
 * indented more than its key, or is an element of a sequence. Undefined where the text is something else.
 */
function blockMembers(text: string, { start, end }: Range, yaml: Parser): Member[] | undefined {
  const members: Member[] = [];
  let indent: number | undefined;
  let last: Omit<Member, "value"> | undefined;
  let lastBody = start;
  for (const line of lines(text, start, end)) {
    if (indent !== undefined && line.indent !== indent) continue;
    const content = text.slice(line.start + line.indent, line.next);
    if (indent === undefined && /^(---|%)/.test(content)) continue;
    indent = line.indent;
    const found = keyOf(content, yaml);
    if (!found) {
      if (!last) return undefined;
      continue;
    }
    if (last) members.push({ ...last, value: { start: lastBody, end: line.start } });
    last = { key: found.key, offset: line.start + line.indent, inline: found.inline };
    lastBody = line.next;
  }
  return last ? [...members, { ...last, value: { start: lastBody, end } }] : undefined;
}

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly next: number;
}

/** The lines that are neither blank nor only a comment. */
function* lines(text: string, start: number, end: number): Generator<Line> {
  let at = start;
  while (at < end) {
    const lineBreak = text.indexOf("\n", at);
    const next = lineBreak < 0 || lineBreak >= end ? end : lineBreak + 1;
    let first = at;
    while (first < next && text.charCodeAt(first) === 0x20) first += 1;
    if (first < next && !"#\r\n\t".includes(text.charAt(first))) yield { start: at, indent: first - at, next };
    at = next;
  }
}

/** The key that a line begins with, if it begins with one that is simple enough to be sure of. */
function keyOf(line: string, yaml: Parser): { key: string; inline: boolean } | undefined {
  const found = /^(?:("(?:[^"\\]|\\.)*")|'((?:[^']|'')*)'|([^\s"'&*!|>%@`{}[\],?#-][^\n]*?))\s*:(?=\s|$)(.*)/.exec(
    line,
  );
  if (!found) return undefined;
  const [, double, single, plain, rest = ""] = found;
  const inline =
    rest
      .replace(/\s#.*/, "")
      .replace(/\s[&!]\S+/g, "")
      .trim() !== "";
  const unescaped = double && keyText(yaml.parseDocument(double, lenient).contents, yaml);
  return { key: unescaped ?? single?.replaceAll("''", "'") ?? plain ?? "", inline };
}
