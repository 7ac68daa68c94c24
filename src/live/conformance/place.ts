import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import { teller } from "../shape/keys.ts";
import { declares, type Facet, ofEach, ofProperty } from "./places.ts";

/** A place in an answer's body, told without any of its data, and what the contract says there. */
export interface Place {
  /** Array indices and keys that are data as `*`. */
  readonly instancePath: string;
  /** Read through the operation. */
  readonly pointer: string;
  readonly facets: readonly Facet[];
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
export function items(document: JsonObject, { instancePath, pointer, facets }: Place): Place {
  return {
    instancePath: join(instancePath, "*"),
    pointer: join(pointer, "items"),
    facets: ofEach(document, facets, "items"),
  };
}

/** The place of a named property. */
export function property(document: JsonObject, { instancePath, pointer, facets }: Place, name: string): Place {
  return {
    instancePath: join(instancePath, name),
    pointer: join(pointer, "properties", name),
    facets: ofProperty(document, facets, name),
  };
}

/** The place of what lies behind keys that are data. */
export function values(document: JsonObject, { instancePath, pointer, facets }: Place): Place {
  return {
    instancePath: join(instancePath, "*"),
    pointer: join(pointer, "additionalProperties"),
    facets: ofEach(document, facets, "additionalProperties"),
  };
}

/** A name that the contract declares is no data, whatever it looks like. */
function member(document: JsonObject, place: Place, object: JsonObject, key: string): Place {
  const isNamed = declares(place.facets, key) || (!isMap(place) && teller(object)(key) === key);
  return isNamed ? property(document, place, key) : values(document, place);
}

/** Whether the contract itself says that the keys are data. */
function isMap({ facets }: Place): boolean {
  return facets.some(({ schema }) => isObject(schema.additionalProperties));
}
