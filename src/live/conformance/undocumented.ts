import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Met } from "./deviation.ts";
import { items, member, type Place, values } from "./place.ts";
import { declares, type Facet } from "./places.ts";

/** A property that no schema declares: its place, and the way to it. */
export interface Undocumented extends Pick<Met, "path"> {
  readonly place: Place;
}

/**
 * The properties of a body that no schema declares. An object that the contract says nothing of, or leaves open on
 * purpose (`additionalProperties` that is not `false`, `patternProperties`), has none; neither have keys that are data.
 */
export function undocumented(document: JsonObject, place: Place, body: Json): Undocumented[] {
  const found: Undocumented[] = [];
  walk(document, place, body, [], found);
  return found;
}

/** `path` is the way to the value; it is only copied for what is found. */
function walk(
  document: JsonObject,
  place: Place,
  value: Json | undefined,
  path: string[],
  found: Undocumented[],
): void {
  if (place.facets.length === 0) return;
  const step = (at: Place, member: Json | undefined, token: string) => {
    path.push(token);
    walk(document, at, member, path, found);
    path.pop();
  };
  if (Array.isArray(value)) {
    const each = items(document, place);
    for (const [i, item] of value.entries()) step(each, item, String(i));
  } else if (isObject(value)) {
    const isStrict = isClosed(place.facets);
    for (const key of Object.keys(value)) {
      const isDeclared = declares(place.facets, key);
      // What an open object has beside its declared properties is only looked at where keys are data.
      const at = isDeclared || isStrict ? member(document, place, value, key) : values(document, place);
      if (isDeclared || at === values(document, place)) step(at, value[key], key);
      else found.push({ place: at, path: [...path, key] });
    }
  }
}

function isClosed(facets: readonly Facet[]): boolean {
  return facets.some(saysProperties) && !facets.some(isOpen);
}

function saysProperties({ schema }: Facet): boolean {
  return isObject(schema.properties) || schema.unevaluatedProperties === false;
}

function isOpen({ schema }: Facet): boolean {
  const { additionalProperties = false, unevaluatedProperties = false, patternProperties } = schema;
  return additionalProperties !== false || unevaluatedProperties !== false || patternProperties !== undefined;
}
