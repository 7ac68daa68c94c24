import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import { teller } from "../shape/keys.ts";
import { declares, type Facet, facets, ofEach, ofProperty } from "./places.ts";
import type { Part } from "./response.ts";

/** A place in an answer's body, told without any of its data, and what the contract says there. */
export interface Place {
  /** Array indices and keys that are data as `*`. */
  readonly instancePath: string;
  /** Read through the operation. */
  readonly pointer: string;
  readonly facets: readonly Facet[];
}

/** The place of a whole body, as its media type describes it. */
export function rootOf(document: JsonObject, media: Part): Place {
  return remembered(roots, document, media.pointer, () => ({
    instancePath: "",
    pointer: `${media.pointer}/schema`,
    facets: facets(document, media.node.schema, `${media.written}/schema`),
  }));
}

const roots: Memory<JsonObject> = new WeakMap();

/** Places by where they are reached from: a recording passes the same ones a million times. */
type Memory<From extends object> = WeakMap<From, Map<string, Place>>;

function remembered<From extends object>(memory: Memory<From>, from: From, name: string, make: () => Place): Place {
  const known = memory.get(from) ?? new Map<string, Place>();
  memory.set(from, known);
  const place = known.get(name) ?? make();
  known.set(name, place);
  return place;
}

/** Walks from a body's root to a place in it: `path` has array indices and keys as they came. */
export function placeOf(document: JsonObject, root: Place, body: Json, path: readonly string[]): Place {
  let place = root;
  let value: Json | undefined = body;
  for (const token of path) {
    place = Array.isArray(value)
      ? items(document, place)
      : member(document, place, isObject(value) ? value : {}, token);
    value = Array.isArray(value) ? value[Number(token)] : isObject(value) ? own(value, token) : undefined;
  }
  return place;
}

/** The place of an array's items. */
export function items(document: JsonObject, place: Place): Place {
  return remembered(each, place, "items", () => ({
    instancePath: join(place.instancePath, "*"),
    pointer: join(place.pointer, "items"),
    facets: ofEach(document, place.facets, "items"),
  }));
}

const each: Memory<Place> = new WeakMap();

/** The place of a named property. */
export function property(document: JsonObject, place: Place, name: string): Place {
  const make = () => ({
    instancePath: join(place.instancePath, name),
    pointer: join(place.pointer, "properties", name),
    facets: ofProperty(document, place.facets, name),
  });
  // Names that only answers have are without number.
  return declares(place.facets, name) ? remembered(properties, place, name, make) : make();
}

const properties: Memory<Place> = new WeakMap();

/** The place of what lies behind keys that are data. */
export function values(document: JsonObject, place: Place): Place {
  return remembered(each, place, "values", () => ({
    instancePath: join(place.instancePath, "*"),
    pointer: join(place.pointer, "additionalProperties"),
    facets: ofEach(document, place.facets, "additionalProperties"),
  }));
}

/** The place of an object's member. A name that the contract declares is no data, whatever it looks like. */
export function member(document: JsonObject, place: Place, object: JsonObject, key: string): Place {
  const isNamed = declares(place.facets, key) || (!isMap(place) && teller(object)(key) === key);
  return isNamed ? property(document, place, key) : values(document, place);
}

/** Whether the contract itself says that the keys are data. */
function isMap({ facets }: Place): boolean {
  return facets.some(({ schema }) => isObject(schema.additionalProperties));
}
