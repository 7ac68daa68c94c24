import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Complaint } from "./complaint.ts";
import type { Path } from "./path.ts";

/** A configuration text, read, with the way back from a place in its value to a place in the text. */
export interface Parsed {
  /** The parsed value, not checked. Undefined where the text could not be read. */
  readonly value: unknown;
  /** What is wrong with the text as YAML. */
  readonly flaws: readonly Complaint[];
  /** Line and column, from 1. A place that does not exist is shown by what should hold it. */
  readonly whereIs: (complaint: Pick<Complaint, "path" | "points" | "offset">) => { line: number; column: number };
}

/**
 * Reads YAML 1.2, of which JSON is a part. Duplicate keys, tags of the author's own, and aliases that would multiply
 * beyond measure are flaws.
 */
export function parse(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, resolveKnownTags: false });
  const root = document.contents;
  const whereIs: Parsed["whereIs"] = ({ path, points, offset }) => {
    const { line, col } = lines.linePos(offset ?? offsetOf(root, path, points));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const flaws = [...document.errors, ...document.warnings].map(({ message, pos }) => flaw(message, pos[0]));
  if (flaws.length > 0) return { value: undefined, flaws, whereIs };
  try {
    const value: unknown = document.toJS({ maxAliasCount });
    if (!holdsItself(value)) return { value, flaws, whereIs };
    return { value: undefined, flaws: [flaw("An alias stands in what it stands for", 0, "write it out")], whereIs };
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause; // what yaml throws for too many aliases
    return { value: undefined, flaws: [flaw("Its aliases multiply too often", 0, "write the values out")], whereIs };
  }
}

const maxAliasCount = 100;

function holdsItself(value: unknown, above: readonly unknown[] = []): boolean {
  if (typeof value !== "object" || value === null) return false;
  return above.includes(value) || Object.values(value).some((part) => holdsItself(part, [...above, value]));
}

function flaw(message: string, offset: number, todo?: string): Complaint {
  const what = `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return { code: "DP1003", path: [], points: "value", offset, what, todo };
}

function offsetOf(root: Node | null, path: Path, points: Complaint["points"]): number {
  let node: unknown = root;
  let offset = 0;
  for (const [depth, token] of path.entries()) {
    const child = childOf(node, token);
    if (child === undefined) return offset;
    const wanted = depth < path.length - 1 || points === "key" ? child.key : child.value;
    offset = offsetIn(wanted) ?? offsetIn(child.key) ?? offset;
    node = child.value;
  }
  return offset;
}

function childOf(node: unknown, token: PropertyKey): { key: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(token)];
    return value === undefined ? undefined : { key: value, value };
  }
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
}

function offsetIn(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
