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
  const known = roots.get(document) ?? new Map<string, Place>();
  roots.set(document, known);
  const root = known.get(media.pointer) ?? {
    instancePath: "",
    pointer: `${media.pointer}/schema`,
    facets: facets(document, media.node.schema, `${media.written}/schema`),
  };
  known.set(media.pointer, root);
  return root;
}

const roots = new WeakMap<JsonObject, Map<string, Place>>();

/** The places that are reached from one: a recording passes the same ones a million times. */
interface Below {
  items?: Place;
  values?: Place;
  readonly properties: Map<string, Place>;
}

function below(place: Place): Below {
  const known = reached.get(place);
  if (known) return known;
  const none: Below = { properties: new Map() };
  reached.set(place, none);
  return none;
}

const reached = new WeakMap<Place, Below>();

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
  const known = below(place);
  known.items ??= behind("items", document, place);
  return known.items;
}

/** The place of a named property. */
export function property(document: JsonObject, place: Place, name: string): Place {
  return (
    declared(document, place, name) ?? {
      instancePath: join(place.instancePath, name),
      pointer: join(place.pointer, "properties", name),
      facets: [],
    }
  );
}

/** The same, if the contract declares the name: those that only answers have are without number, and not kept. */
export function declared(document: JsonObject, place: Place, name: string): Place | undefined {
  const { properties } = below(place);
  const known = properties.get(name);
  if (known || !declares(place.facets, name)) return known;
  const found = {
    instancePath: join(place.instancePath, name),
    pointer: join(place.pointer, "properties", name),
    facets: ofProperty(document, place.facets, name),
  };
  properties.set(name, found);
  return found;
}

/** The place of what lies behind keys that are data. */
export function values(document: JsonObject, place: Place): Place {
  const known = below(place);
  known.values ??= behind("additionalProperties", document, place);
  return known.values;
}

/** The place of all that one keyword describes, whatever its index or key. */
function behind(
  keyword: "items" | "additionalProperties",
  document: JsonObject,
  { instancePath, pointer, facets }: Place,
): Place {
  return {
    instancePath: join(instancePath, "*"),
    pointer: join(pointer, keyword),
    facets: ofEach(document, facets, keyword),
  };
}

/** The place of an object's member. A name that the contract declares is no data, whatever it looks like. */
function member(document: JsonObject, place: Place, object: JsonObject, key: string): Place {
  return declared(document, place, key) ?? undeclared(document, place, object, key);
}

/** The place of a member whose name the contract does not declare. */
export function undeclared(document: JsonObject, place: Place, object: JsonObject, key: string): Place {
  const isNamed = !isMap(place) && teller(object)(key) === key;
  return isNamed ? property(document, place, key) : values(document, place);
}

/** Whether the contract itself says that the keys are data. */
export function isMap({ facets }: Pick<Place, "facets">): boolean {
  return facets.some(({ schema }) => isObject(schema.additionalProperties));
}
