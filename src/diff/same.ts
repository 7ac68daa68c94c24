import { isObject, type Json, type JsonObject, own } from "../json.ts";
import { append } from "./multimap.ts";

/** Whether two nodes, one of each document, say the same to a caller. May say no where it is yes, never the other way. */
export type Same = (base: Json | undefined, revision: Json | undefined) => boolean;

/**
 * Finds which components are the same in both documents, so that nothing below them is walked.
 *
 * One pass compares each component with its namesake as text would be compared, `$ref`s by their spelling, and notes
 * where it points; then every component that reaches a different one is different too. What is left is the greatest
 * set of components that are equal all the way down, recursion included.
 */
export function sameness(base: JsonObject, revision: JsonObject): Same {
  const different = spread(...compareComponents(base, revision));

  return (b, r) => {
    const references: string[] = [];
    return equal(b, r, references) && references.every((reference) => !different(reference));
  };
}

/** Each pair of namesakes: the different ones, and who refers to whom. */
function compareComponents(base: JsonObject, revision: JsonObject): [Set<string>, Map<string, string[]>] {
  const different = new Set<string>();
  const referrers = new Map<string, string[]>();
  const namesakes = new Map(components(revision));
  for (const [key, component] of components(base)) {
    const references: string[] = [];
    if (!equal(component, namesakes.get(key), references)) different.add(key);
    for (const reference of references) {
      const target = componentOf(reference);
      if (target === undefined) different.add(key);
      else append(referrers, target, key);
    }
  }
  return [different, referrers];
}

function components(document: JsonObject): (readonly [key: string, component: Json | undefined])[] {
  const sections = own(document, "components");
  return Object.entries(isObject(sections) ? sections : {}).flatMap(([section, named]) =>
    Object.entries(isObject(named) ? named : {}).map(([name, component]) => [`${section}/${name}`, component] as const),
  );
}

/** Spreads difference to whoever refers to it, and answers for any `$ref`. */
function spread(different: Set<string>, referrers: ReadonlyMap<string, string[]>): (reference: string) => boolean {
  const open = [...different];
  for (let key = open.pop(); key !== undefined; key = open.pop())
    for (const referrer of referrers.get(key) ?? [])
      if (!different.has(referrer)) {
        different.add(referrer);
        open.push(referrer);
      }
  return (reference) => {
    const key = componentOf(reference);
    return key === undefined || different.has(key);
  };
}

/** `schemas/Order` for `#/components/schemas/Order/…`; undefined for references that go elsewhere. */
function componentOf(reference: string): string | undefined {
  if (!reference.startsWith("#/components/")) return undefined;
  const [section, name] = reference.slice("#/components/".length).split("/", 2);
  if (section === undefined || name === undefined) return undefined;
  return /[%~]/.test(name) ? undefined : `${section}/${name}`;
}

/** Equality of parsed JSON, prose aside unless `exact`. Collects the `$ref`s met on the way. */
function equal(b: Json | undefined, r: Json | undefined, references: string[], exact = false): boolean {
  if (b === r) return true;
  if (typeof b !== "object" || typeof r !== "object" || b === null || r === null) return false;
  if (Array.isArray(b)) {
    if (!Array.isArray(r) || b.length !== r.length) return false;
    for (let i = 0; i < b.length; i++) if (!equal(b[i], r[i], references, exact)) return false;
    return true;
  }
  return !Array.isArray(r) && equalObjects(b as JsonObject, r as JsonObject, references, exact);
}

function equalObjects(b: JsonObject, r: JsonObject, references: string[], exact: boolean): boolean {
  let shared = 0;
  for (const name in b) {
    const ours = b[name];
    const theirs = Object.hasOwn(r, name) ? r[name] : undefined;
    if (theirs !== undefined) shared++;
    if (ours === theirs) {
      if (name === "$ref" && typeof ours === "string") references.push(ours);
    } else if (!exact && isProse(name, ours) && (theirs === undefined || isProse(name, theirs))) continue;
    else if (theirs === undefined || !equal(ours, theirs, references, exact || values.has(name))) return false;
  }
  if (Object.keys(r).length === shared) return true;
  return Object.keys(r).every((name) => Object.hasOwn(b, name) || (!exact && isProse(name, r[name])));
}

/** Text for people. A property that is named "description" holds a schema, never a string. */
function isProse(name: string, value: Json | undefined): boolean {
  return typeof value === "string" && (name === "description" || name === "summary");
}

/** Below these stand a caller's values, where nothing is prose. */
const values: ReadonlySet<string> = new Set(["default", "enum", "const"]);
