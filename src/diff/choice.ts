import { isObject, type Json, type JsonObject, own } from "../json.ts";
import { elements, follow, memberOf, type Place, type Side } from "./side.ts";
import { type Limit, limits, type Type, types } from "./view.ts";

/** Whether nothing but `null` fits, in any spelling. */
export function isNull(place: Place | undefined, side: Side, open: ReadonlySet<Json> = new Set()): boolean {
  const schema = place && follow(place, side);
  const node = schema?.node;
  if (!schema || !isObject(node) || open.has(node)) return false;
  const deeper = (branch: Place) => isNull(branch, side, new Set([...open, node]));
  const all = (keyword: string) => elements(memberOf(schema, keyword));
  return (
    says(node, "type") ||
    own(node, "const") === null ||
    says(node, "enum") ||
    all("allOf").some(deeper) ||
    [all("oneOf"), all("anyOf")].some((branches) => branches.length > 0 && branches.every(deeper))
  );
}

function says(node: JsonObject, keyword: "type" | "enum"): boolean {
  const said = own(node, keyword);
  const nothing = keyword === "type" ? "null" : null;
  return said === nothing || (Array.isArray(said) && said.length > 0 && said.every((value) => value === nothing));
}

/**
 * Whether `null` fits. In OpenAPI 3.0, `nullable: true` beside `$ref`-free siblings such as `allOf` is read as people
 * mean it: null, or what the rest says.
 * @see OpenAPI 3.0.4, section 4.24 (Schema Object, `nullable`); JSON Schema 2020-12 Validation, section 6.1.1
 */
export function acceptsNull(place: Place, side: Side, open: ReadonlySet<Json> = new Set()): boolean {
  const schema = follow(place, side);
  const node = schema?.node;
  if (!schema || !isObject(node)) return node !== false;
  if (open.has(node) || own(node, "nullable") === true) return true;
  const deeper = (branch: Place) => acceptsNull(branch, side, new Set([...open, node]));
  return (
    typesAcceptNull(own(node, "type")) &&
    valuesAcceptNull(node) &&
    ["$ref", "$dynamicRef"].every((keyword) => {
      const reference = own(node, keyword);
      const target = typeof reference === "string" ? side.resolve(reference) : undefined;
      return !target || deeper(target);
    }) &&
    elements(memberOf(schema, "allOf")).every(deeper) &&
    (["oneOf", "anyOf"] as const).every((kind) => {
      const branches = elements(memberOf(schema, kind));
      return branches.length === 0 || branches.some(deeper);
    })
  );
}

function typesAcceptNull(type: Json | undefined): boolean {
  return type === undefined || type === "null" || (Array.isArray(type) && type.includes("null"));
}

function valuesAcceptNull(node: JsonObject): boolean {
  const constant = own(node, "const");
  const listed = own(node, "enum");
  return (constant === undefined || constant === null) && (!Array.isArray(listed) || listed.includes(null));
}

/** The values of a choice whose branches only list values; undefined where one says more. */
export function listedValues(branches: readonly Place[], side: Side): Json[] | undefined {
  const all: Json[] = [];
  for (const branch of branches) {
    const node = unwrapped(branch, side);
    if (!node || !saysOnly(node, "type", "enum", "const")) return undefined;
    const constant = own(node, "const");
    const listed = own(node, "enum");
    if (constant !== undefined) all.push(constant);
    else if (Array.isArray(listed)) all.push(...listed);
    else return undefined;
  }
  return all;
}

/** The types of a choice whose branches only name types; undefined where one says more. */
export function listedTypes(branches: readonly Place[], side: Side): Set<Type> | undefined {
  const all = new Set<Type>();
  for (const branch of branches) {
    const node = unwrapped(branch, side);
    const type = node && saysOnly(node, "type") ? own(node, "type") : undefined;
    const named = (Array.isArray(type) ? type : [type]).filter((name): name is Type => types.includes(name as Type));
    if (named.length === 0) return undefined;
    for (const name of named) all.add(name);
  }
  return all;
}

/**
 * The schema that a place comes to, `null` aside: behind `$ref`s, and out of an `allOf`, `oneOf` or `anyOf` that holds
 * nothing else.
 */
function unwrapped(place: Place, side: Side): JsonObject | undefined {
  const seen = new Set<Json>();
  for (let found = follow(place, side); found && isObject(found.node) && !seen.has(found.node); ) {
    const { node } = found;
    seen.add(node);
    const wrapper = wrappers.find((keyword) => saysOnly(node, keyword));
    const branches = wrapper ? elements(memberOf(found, wrapper)) : [];
    const [only, ...others] = branches.filter((branch) => !isNull(branch, side));
    if (!only || others.length > 0) return node;
    found = follow(only, side);
  }
  return undefined;
}

const wrappers = ["allOf", "oneOf", "anyOf"] as const;

function saysOnly(node: JsonObject, ...keywords: readonly string[]): boolean {
  return Object.keys(node).every(
    (keyword) =>
      keywords.includes(keyword) || aside.has(keyword) || keyword.startsWith("x-") || isIdle(keyword, node[keyword]),
  );
}

/** Whether a keyword says what holds anyway, such as `minLength: 0`. */
function isIdle(keyword: string, value: Json | undefined): boolean {
  if (Object.hasOwn(limits, keyword)) return value === limits[keyword as Limit].idle;
  return value === { uniqueItems: false, additionalProperties: true }[keyword];
}

const aside: ReadonlySet<string> = new Set(["title", "description", "example", "examples", "nullable"]);
