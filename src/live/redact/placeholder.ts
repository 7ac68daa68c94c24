import { isObject, type Json, type JsonObject } from "../../json.ts";
import { isMap, items, type Place, property, values } from "../conformance/place.ts";
import { declares, type Facet } from "../conformance/places.ts";
import { formatOfText } from "../shape/format.ts";
import { teller } from "../shape/keys.ts";
import { numberLike, textLike, textOfFormat } from "./like.ts";

/** What a contract says of a body. */
export interface Described {
  readonly document: JsonObject;
  /** The place of the whole body. */
  readonly root: Place;
}

/** What is secret beside the values, which all are. */
export interface Secrecy {
  /** Whether what bears this name must not even show its length. */
  readonly isName: (name: string) => boolean;
  /** Whether a key holds a secret itself. */
  readonly isKey: (key: string) => boolean;
}

/** How a text may be replaced: given it, and what would stand for it. */
export type Replaced = (original: string, proposed: string) => string;

/** A body for people: every value by one placeholder of its type, every key that is data by `*`, equal items once. */
export function outline(value: Json, { isKey }: Pick<Secrecy, "isKey">): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => outline(item, { isKey }));
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  }
  if (isObject(value)) return renamed(value, teller(value), isKey, (_, member) => outline(member, { isKey }));
  if (typeof value === "string") return "string";
  if (typeof value === "number") return 0;
  return typeof value === "boolean" ? false : null;
}

function renamed(
  object: JsonObject,
  tell: (key: string) => string,
  isKey: Secrecy["isKey"],
  replace: (name: string, member: Json, key: string) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, member = null]) => {
      const name = isKey(key) ? "*" : tell(key);
      return [name, replace(name, member, key)];
    }),
  );
}

/**
 * A body for machines: it satisfies what the original satisfied in its contract, and tells none of its values. Values
 * that the contract lists are replaced by one that it lists as well, numbers stay within bounds, lists keep their length.
 * What a placeholder cannot keep is a `pattern` that spells letters out, `multipleOf`, `uniqueItems`, and the number of
 * a map's keys.
 * @param replaced has the last word on what stands for a text
 */
export function standIn(
  value: Json,
  secrecy: Secrecy,
  described: Described | undefined,
  replaced: Replaced = (_, proposed) => proposed,
): Json {
  return walk(value, { ...secrecy, replaced, document: described?.document }, described?.root, "");
}

interface Walk extends Secrecy {
  readonly document?: JsonObject | undefined;
  readonly replaced: Replaced;
}

function walk(value: Json, on: Walk, place: Place | undefined, name: string): Json {
  if (Array.isArray(value)) return ofItems(value, on, place, name);
  if (isObject(value)) return ofMembers(value, on, place);
  const found = listed(value, place);
  return typeof found === "string" ? on.replaced(String(value), found) : (found ?? like(value, on, place, name));
}

function ofItems(list: readonly Json[], on: Walk, place: Place | undefined, name: string): Json {
  const each = place && on.document ? items(on.document, place) : undefined;
  return list.map((item) => walk(item, on, each, name));
}

/** A name that the contract declares is no data, whatever it looks like; what it calls a map has no others. */
function ofMembers(object: JsonObject, on: Walk, place: Place | undefined): JsonObject {
  const isDeclared = (key: string) => place !== undefined && declares(place.facets, key);
  const tell = place && isMap(place) ? () => "*" : teller(object);
  return renamed(
    object,
    (key) => (isDeclared(key) ? key : tell(key)),
    (key) => !isDeclared(key) && on.isKey(key),
    (name, member, key) => walk(member, on, memberPlace(on, place, name), key),
  );
}

function memberPlace({ document }: Walk, place: Place | undefined, name: string): Place | undefined {
  if (!place || !document) return undefined;
  return name === "*" ? values(document, place) : property(document, place, name);
}

type Scalar = null | boolean | number | string;

/** The first value that all lists of the contract have which have the one that came: a branch keeps its tag. */
function listed(value: Json, place: Place | undefined): Json | undefined {
  const lists = (place?.facets ?? []).flatMap(({ schema }) => listOf(schema)).filter((list) => list.includes(value));
  return lists[0]?.find((candidate) => lists.every((list) => list.includes(candidate)));
}

function listOf({ enum: values, const: only }: Facet["schema"]): (readonly Json[])[] {
  return [...(Array.isArray(values) ? [values] : []), ...(only === undefined ? [] : [[only]])];
}

function like(value: Json, on: Walk, place: Place | undefined, name: string): Scalar {
  if (value === null || value === "") return value; // which tells nothing
  if (typeof value === "number") return within(numberLike(value), value, place?.facets ?? []);
  if (typeof value === "boolean") return false;
  const text = String(value);
  return on.replaced(text, declaredText(text, place) ?? (on.isName(name) ? "redacted" : textLike(text)));
}

/** By the one format that the contract names; where branches name several, by the one that the text shows. */
function declaredText(text: string, place: Place | undefined): string | undefined {
  const named = (place?.facets ?? []).map(({ schema }) => schema.format).filter((format) => typeof format === "string");
  const [format, ...others] = new Set(named);
  const shown = others.length === 0 ? format : formatOfText(text);
  return shown !== undefined && named.includes(shown) ? textOfFormat(shown) : undefined;
}

/** Moved into the bounds that the original kept. */
function within(placeholder: number, original: number, facets: readonly Facet[]): number {
  return facets.reduce((number, { schema: { minimum, maximum } }) => {
    if (typeof minimum === "number" && number < minimum && minimum <= original) return minimum;
    return typeof maximum === "number" && number > maximum && maximum >= original ? maximum : number;
  }, placeholder);
}
