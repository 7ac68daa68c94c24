import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Met } from "./deviation.ts";
import { declared, items, type Place, undeclared, values } from "./place.ts";
import type { Facet } from "./places.ts";

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

type Path = (string | number)[];

/** `path` is the way to the value; it is only copied for what is found. */
function walk(document: JsonObject, place: Place, value: Json, path: Path, found: Undocumented[]): void {
  if (place.facets.length === 0) return;
  if (Array.isArray(value)) ofItems(document, items(document, place), value, path, found);
  else if (isObject(value)) ofMembers(document, place, value, path, found);
}

function ofItems(document: JsonObject, place: Place, list: readonly Json[], path: Path, found: Undocumented[]): void {
  for (const [i, item] of list.entries()) step(document, place, item, i, path, found);
}

function ofMembers(document: JsonObject, place: Place, object: JsonObject, path: Path, found: Undocumented[]): void {
  for (const key of Object.keys(object)) {
    const at = declared(document, place, key) ?? beside(document, place, object, key);
    if (at) step(document, at, object[key], key, path, found);
    else found.push({ place: undeclared(document, place, object, key), path: [...path.map(String), key] });
  }
}

/** Where a member that is not declared may be; undefined where nothing lets it be there. */
function beside(document: JsonObject, place: Place, object: JsonObject, key: string): Place | undefined {
  const each = values(document, place);
  // What an open object has beside its declared properties is only looked at where keys are data.
  const isAllowed = !isClosed(place.facets) || undeclared(document, place, object, key) === each;
  return isAllowed ? each : undefined;
}

/** Most of a body are values without members, which have nothing to be found. */
function step(
  document: JsonObject,
  place: Place,
  value: Json | undefined,
  token: string | number,
  path: Path,
  found: Undocumented[],
): void {
  if (typeof value !== "object" || value === null) return;
  path.push(token);
  walk(document, place, value, path, found);
  path.pop();
}

/** Whether schemas say which properties there are, and none of them leaves an object open on purpose. */
export function isClosed(facets: readonly Facet[]): boolean {
  return facets.some(saysProperties) && !facets.some(isOpen);
}

function saysProperties({ schema }: Facet): boolean {
  return isObject(schema.properties) || schema.unevaluatedProperties === false;
}

function isOpen({ schema }: Facet): boolean {
  const { additionalProperties = false, unevaluatedProperties = false, patternProperties } = schema;
  return additionalProperties !== false || unevaluatedProperties !== false || patternProperties !== undefined;
}
