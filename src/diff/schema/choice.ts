import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { elements, follow, memberOf, type Place, type Side } from "../side.ts";
import { type Limit, limits, matchesAll, type Type, types } from "./view.ts";

/** Whether nothing but `null` fits, in any spelling. A schema that leads back to itself adds nothing on its way. */
export function isNull(place: Place, side: Side, known = new Map<Json, boolean>()): boolean {
  const schema = follow(place, side);
  const node = schema?.node;
  if (!schema || !isObject(node)) return false;
  const answer = known.get(node);
  if (answer !== undefined) return answer;
  known.set(node, false);
  const found = saysOnlyNull(schema, node, (branch) => isNull(branch, side, known));
  known.set(node, found);
  return found;
}

function saysOnlyNull(schema: Place, node: JsonObject, deeper: (branch: Place) => boolean): boolean {
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
export function acceptsNull(place: Place, side: Side, known = new Map<Json, boolean>()): boolean {
  const schema = follow(place, side);
  const node = schema?.node;
  if (!schema || !isObject(node)) return node !== false;
  const answer = known.get(node);
  if (answer !== undefined) return answer;
  known.set(node, true);
  const found =
    own(node, "nullable") === true || letsNull(schema, node, side, (branch) => acceptsNull(branch, side, known));
  known.set(node, found);
  return found;
}

function letsNull(schema: Place, node: JsonObject, side: Side, deeper: (branch: Place) => boolean): boolean {
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
  const named = [type].flat();
  // A name that is no type says nothing, which is noted where it is read.
  return named.includes("null") || !named.some((name) => types.includes(name as Type));
}

function valuesAcceptNull(node: JsonObject): boolean {
  const constant = own(node, "const");
  const listed = own(node, "enum");
  return (constant === undefined || constant === null) && (!Array.isArray(listed) || listed.includes(null));
}

/** The values of a choice whose branches only list values; undefined where one says more. */
export function listedValues(branches: readonly Place[], side: Side): Json[] | undefined {
  const all: Json[] = [];
  for (const node of leaves(branches, side)) {
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
  for (const node of leaves(branches, side)) {
    const type = node && saysOnly(node, "type") ? own(node, "type") : undefined;
    const named = (Array.isArray(type) ? type : [type]).filter((name): name is Type => types.includes(name as Type));
    if (named.length === 0) return undefined;
    for (const name of named) all.add(name);
  }
  return all;
}

/**
 * The schemas that the branches come to, `null` aside: behind `$ref`s, and out of choices and one-part `allOf`s that
 * hold nothing else. Undefined for what cannot be read.
 */
function* leaves(
  branches: readonly Place[],
  side: Side,
  seen = new Set<Json>(),
  nulls = new Map<Json, boolean>(),
): Generator<JsonObject | undefined> {
  for (const branch of branches) {
    const place = follow(branch, side);
    const node = place?.node;
    if (!place || !isObject(node)) yield undefined;
    else if (!seen.has(node)) {
      const inner = within(place, node, side, nulls);
      if (inner) yield* leaves(inner, side, seen.add(node), nulls);
      else yield node;
    }
  }
}

function within(place: Place, node: JsonObject, side: Side, nulls: Map<Json, boolean>): readonly Place[] | undefined {
  const wrapper = (["allOf", "oneOf", "anyOf"] as const).find((keyword) => saysOnly(node, keyword));
  const parts = wrapper ? elements(memberOf(place, wrapper)) : [];
  if (wrapper !== "allOf") return parts.length > 0 ? parts.filter((part) => !isNull(part, side, nulls)) : undefined;
  const telling = parts.filter(({ node }) => !isObject(node) || !saysOnly(node));
  return telling.length === 1 ? telling : undefined;
}

function saysOnly(node: JsonObject, ...keywords: readonly string[]): boolean {
  return Object.keys(node).every(
    (keyword) => keywords.includes(keyword) || aside.has(keyword) || keyword.startsWith("x-") || isIdle(keyword, node),
  );
}

/** Whether a keyword says what holds anyway, such as `minLength: 0`. */
function isIdle(keyword: string, node: JsonObject): boolean {
  const value = node[keyword];
  if (Object.hasOwn(limits, keyword)) return value === limits[keyword as Limit].idle;
  switch (keyword) {
    case "pattern":
      return typeof value === "string" && matchesAll.has(value);
    case "multipleOf":
      return value === 1 && node.type === "integer";
    case "uniqueItems":
      return value === false;
    case "additionalProperties":
      return value === true;
    case "required":
      return Array.isArray(value) && value.length === 0;
    case "properties":
    case "patternProperties":
      return isObject(value) && Object.keys(value).length === 0;
    default:
      return false;
  }
}

const aside: ReadonlySet<string> = new Set(["title", "description", "example", "examples", "nullable"]);
