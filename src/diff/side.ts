import { isModern, referenceOf, resolve } from "../contract/reference.ts";
import { escapeToken, isObject, type Json, type JsonObject, own } from "../json.ts";

/** A node of a parsed document, with the JSON Pointer to where it is written. */
export interface Place {
  readonly node: Json;
  readonly pointer: string;
}

/** A schema: one node, or several that a value must satisfy all at once (`allOf`, or a property that two branches name). */
export type Schema = readonly Place[];

/** One of the two documents that are compared, with what is remembered about it. */
export interface Side {
  readonly name: "base" | "revision";
  readonly document: JsonObject;
  /** OpenAPI 3.1 and later: JSON Schema 2020-12, where keywords beside `$ref` count. */
  readonly modern: boolean;
  /** The place a local `$ref` leads to, through chains of `$ref`s; undefined where it leads nowhere. */
  resolve(reference: string): Place | undefined;
  /** Notes a place that could not be read, once. */
  unreadable(pointer: string, text: string): void;
  /** Notes a reference that leads nowhere, once for all the places that have it. */
  lost(pointer: string, keyword: "$ref" | "$dynamicRef", reference: string): void;
  /** Whether a place could not be read, so that nothing can be said of what it holds. */
  isUnread(pointer: string): boolean;
  /** By side and place, or by what all places of a lost reference say. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** What could not be read. */
interface Problem {
  readonly text: string;
  /** JSON Pointers, the first one found first. */
  readonly at: Set<string>;
}

export function side(name: Side["name"], document: JsonObject): Side {
  const problems = new Map<string, Problem>();
  const unread = new Set<string>();
  return {
    name,
    document,
    modern: isModern(document),
    problems,
    resolve(reference) {
      const found = resolve(document, reference);
      return "dangling" in found ? undefined : found;
    },
    unreadable(pointer, text) {
      unread.add(pointer);
      const key = `${name} ${pointer}`;
      if (!problems.has(key)) problems.set(key, { text, at: new Set([pointer]) });
    },
    lost(pointer, keyword, reference) {
      const text = `${keyword} "${reference}" leads nowhere in this document`;
      const problem = problems.get(text) ?? { text, at: new Set() };
      problem.at.add(pointer);
      problems.set(text, problem);
      unread.add(pointer);
    },
    isUnread: (pointer) => unread.has(pointer),
  };
}

/** Follows a node that is nothing but a reference; a dangling one is noted, and undefined. */
export function follow(place: Place, from: Side): Place | undefined {
  const reference = referenceOf(place.node, from.modern);
  if (reference === undefined) return place;
  const found = from.resolve(reference);
  if (!found) from.lost(place.pointer, "$ref", reference);
  return found;
}

/**
 * Follows a Reference Object: what stands beside its `$ref` is ignored, other than in a schema. A dangling one is noted,
 * and undefined.
 * @see OpenAPI 3.1.1, section 4.8.23
 */
export function referred(place: Place | undefined, from: Side): Place | undefined {
  const reference = field(place, "$ref");
  if (!place || typeof reference !== "string") return place;
  const found = from.resolve(reference);
  if (!found) from.lost(place.pointer, "$ref", reference);
  return found;
}

/** The place if an object stands there, or nothing (`null`, as YAML says it); anything else is noted, and undefined. */
export function objectAt(place: Place | undefined, from: Side): Place | undefined {
  return expected(place, from, "an object", (node) => isObject(node));
}

/** The place if a list stands there, or nothing; anything else is noted, and undefined. */
export function listAt(place: Place | undefined, from: Side): Place | undefined {
  return expected(place, from, "a list", (node) => Array.isArray(node));
}

function expected(
  place: Place | undefined,
  from: Side,
  what: string,
  fits: (node: Json) => boolean,
): Place | undefined {
  if (!place || place.node === null || fits(place.node)) return place;
  from.unreadable(place.pointer, `${what} is expected here, and this is ${kindOf(place.node)}`);
  return undefined;
}

/** What stands in a place, for people. */
export function kindOf(node: Json): string {
  if (node === null) return "null";
  if (Array.isArray(node)) return "a list";
  return typeof node === "object" ? "an object" : `a ${typeof node}`;
}

/** The object's members as places, in document order, without some. Nothing where there is no object. */
export function members(
  place: Place | undefined,
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  if (!place || !isObject(place.node)) return found;
  const { node, pointer } = place;
  for (const name of Object.keys(node))
    if (!without.has(name)) found.set(name, { node: node[name] ?? null, pointer: `${pointer}/${escapeToken(name)}` });
  return found;
}

/** The array's elements as places. Nothing where there is no array. */
export function elements(place: Place | undefined): readonly Place[] {
  if (!place || !Array.isArray(place.node)) return [];
  return place.node.map((node: Json, index) => ({ node, pointer: `${place.pointer}/${index}` }));
}

/** One member as a place; undefined where absent. */
export function memberOf(place: Place | undefined, name: string): Place | undefined {
  const value = field(place, name);
  return place && value !== undefined ? { node: value, pointer: `${place.pointer}/${escapeToken(name)}` } : undefined;
}

/** One member's value; undefined where absent. */
export function field(place: Place | undefined, name: string): Json | undefined {
  return place && isObject(place.node) ? own(place.node, name) : undefined;
}

/** One member as a place, its reference followed; undefined where absent or dangling. */
export function child(place: Place | undefined, name: string, from: Side): Place | undefined {
  const member = memberOf(place, name);
  return member && follow(member, from);
}
