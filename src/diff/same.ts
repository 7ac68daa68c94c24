import { resolve } from "../contract/reference.ts";
import { isObject, type Json, type JsonObject, own } from "../json.ts";
import { append } from "./multimap.ts";
import { inheriting } from "./schema/kin.ts";

/** Whether two nodes, one of each document, say the same to a caller. May say no where it is yes, never the other way. */
export type Same = (base: Json | undefined, revision: Json | undefined) => boolean;

/**
 * Finds which components are the same in both documents, so that nothing below them is walked.
 *
 * One pass compares each component with its namesake as text would be compared, `$ref`s by their spelling, and notes
 * where it points; then every component that reaches a different one is different too. What is left is the greatest
 * set of components that are equal all the way down, recursion included. A `$ref` that leads nowhere is the same as
 * no other: nobody knows what it means.
 */
export function sameness(base: JsonObject, revision: JsonObject): Same {
  const [ours, theirs] = [components(base), components(revision)];
  const leads = leading(base, revision, (key) => ours.has(key) && theirs.has(key));
  const [unlike, referrers] = compareComponents(ours, theirs, leads);
  const parents = inheriting(base, revision);
  for (const { reference, heirs } of parents.values()) {
    const parent = componentOf(reference) ?? reference;
    if (!heirs) unlike.add(parent);
    else for (const heir of heirs) append(referrers, componentOf(heir) ?? heir, parent);
  }
  const different = spread(unlike, referrers, leads);

  return (b, r) => {
    const references: string[] = [];
    if (!equal(b, r, references)) return false;
    const parent = parents.size > 0 && isObject(b) ? parents.get(b) : undefined;
    if (parent) references.push(parent.reference);
    return references.every((reference) => !different(reference));
  };
}

/** Whether a `$ref`, and the component that it names or reaches into, are there in both documents. */
type Leads = (reference: string, component: string) => boolean;

/** A component that is a reference itself answers for where that leads. */
function leading(base: JsonObject, revision: JsonObject, isThere: (component: string) => boolean): Leads {
  return (reference, component) => {
    if (reference.length === componentsAt.length + component.length) return isThere(component);
    return [base, revision].every((document) => !("dangling" in resolve(document, reference)));
  };
}

type Components = ReadonlyMap<string, Json | undefined>;

/** Each pair of namesakes: the different ones, and who refers to whom. */
function compareComponents(base: Components, revision: Components, leads: Leads): [Set<string>, Map<string, string[]>] {
  const different = new Set<string>();
  const referrers = new Map<string, string[]>();
  for (const [key, component] of base) {
    const references: string[] = [];
    if (!equal(component, revision.get(key), references)) different.add(key);
    for (const reference of references) {
      const target = componentOf(reference);
      if (target === undefined || !leads(reference, target)) different.add(key);
      else append(referrers, target, key);
    }
  }
  return [different, referrers];
}

function components(document: JsonObject): Components {
  const sections = own(document, "components");
  const { examples: _prose, ...compared } = isObject(sections) ? sections : {};
  const found = new Map<string, Json | undefined>();
  for (const [section, named] of Object.entries(compared))
    for (const [name, component] of Object.entries(isObject(named) ? named : {}))
      found.set(`${section}/${name}`, component);
  return found;
}

/** Spreads difference to whoever refers to it, and answers for any `$ref`. */
function spread(
  different: Set<string>,
  referrers: ReadonlyMap<string, string[]>,
  leads: Leads,
): (reference: string) => boolean {
  const open = [...different];
  for (let key = open.pop(); key !== undefined; key = open.pop())
    for (const referrer of referrers.get(key) ?? [])
      if (!different.has(referrer)) {
        different.add(referrer);
        open.push(referrer);
      }
  const known = new Map<string, boolean>();
  return (reference) => {
    const answer = known.get(reference);
    if (answer !== undefined) return answer;
    const key = componentOf(reference);
    const isDifferent = key === undefined || different.has(key) || !leads(reference, key);
    known.set(reference, isDifferent);
    return isDifferent;
  };
}

const componentsAt = "#/components/";

/** `schemas/Order` for `#/components/schemas/Order/…`; undefined for references that go elsewhere. */
function componentOf(reference: string): string | undefined {
  if (!reference.startsWith(componentsAt)) return undefined;
  const [section, name] = reference.slice(componentsAt.length).split("/", 2);
  if (section === undefined || name === undefined) return undefined;
  return name.includes("%") || name.includes("~") ? undefined : `${section}/${name}`;
}

/** What an object's members are: keywords of OpenAPI or JSON Schema, names that someone gave, or a caller's own data. */
type Reading = "keywords" | "names" | "data";

/**
 * Equality of parsed JSON, prose aside. Collects the `$ref`s met on the way: also where both documents share a value,
 * since it may refer to what they do not share.
 */
function equal(b: Json | undefined, r: Json | undefined, references: string[], reading: Reading = "keywords"): boolean {
  if (typeof b !== "object" || typeof r !== "object" || b === null || r === null) return b === r;
  if (Array.isArray(b)) {
    if (!Array.isArray(r) || b.length !== r.length) return false;
    for (let i = 0; i < b.length; i++) if (!equal(b[i], r[i], references, reading)) return false;
    return true;
  }
  return !Array.isArray(r) && equalObjects(b as JsonObject, r as JsonObject, references, reading);
}

function equalObjects(b: JsonObject, r: JsonObject, references: string[], reading: Reading): boolean {
  const readable = reading === "keywords";
  let unmatched = 0;
  for (const _ in r) unmatched++;
  for (const name in b) {
    const ours = b[name];
    const theirs = memberNamed(r, name);
    if (theirs !== undefined) unmatched--;
    if (ours === theirs && typeof ours !== "object") {
      if ((name === "$ref" || name === "$dynamicRef") && typeof ours === "string") references.push(ours);
    } else if (readable && isProse(name)) continue;
    else if (theirs === undefined || !equal(ours, theirs, references, below(reading, name, ours))) return false;
  }
  if (unmatched === 0) return true;
  return readable && Object.keys(r).every((name) => Object.hasOwn(b, name) || isProse(name));
}

/**
 * The member that an object owns. Asking for it first is a third faster than asking whether it is owned, over a
 * million times; whatever is inherited by parsed JSON is a function, or the prototype itself.
 */
function memberNamed(object: JsonObject, name: string): Json | undefined {
  const value: unknown = object[name];
  if (typeof value !== "function" && name !== "__proto__") return value as Json | undefined;
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function below(reading: Reading, name: string, value: Json | undefined): Reading {
  if (reading !== "keywords") return reading === "names" ? "keywords" : "data";
  if (maps.has(name) || (name === "parameters" && !Array.isArray(value))) return "names"; // those of a link are named
  return data.has(name) ? "data" : "keywords";
}

/** Keywords that only people read. Extensions count where a rule reads them. */
function isProse(name: string): boolean {
  return prose.has(name) || (name.startsWith("x-") && !extensions.has(name));
}

const prose: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "$comment",
]);

const extensions: ReadonlySet<string> = new Set([
  "x-sunset",
  "x-stability-level",
  "x-extensible-enum",
  "x-collection-format",
]);

/** Keywords whose members are named by whoever wrote the description. */
const maps: ReadonlySet<string> = new Set([
  ..."properties patternProperties dependentSchemas dependentRequired $defs definitions".split(" "),
  ..."responses content headers callbacks links encoding mapping variables scopes".split(" "),
  ..."security securitySchemes".split(" "),
]);

/** Keywords that hold values of the API, not of its description. */
const data: ReadonlySet<string> = new Set(["default", "enum", "const"]);
