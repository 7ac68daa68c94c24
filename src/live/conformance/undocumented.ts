import { isObject, type JsonObject } from "../../json.ts";
import type { Shape } from "../sample.ts";
import { items, type Place, property, values } from "./place.ts";
import { declares, type Facet } from "./places.ts";

/**
 * The properties of a body that no schema declares. An object that the contract says nothing of, or leaves open on
 * purpose (`additionalProperties` that is not `false`, `patternProperties`), has none.
 */
export function undocumented(document: JsonObject, place: Place, shape: Shape): Place[] {
  const isClosed = saysProperties(place.facets) && !isOpen(place.facets);
  const members = Object.entries(shape.properties ?? {}).flatMap(([name, member]) => {
    if (!declares(place.facets, name)) return isClosed ? [property(document, place, name)] : [];
    return undocumented(document, property(document, place, name), member);
  });
  return [
    ...members,
    ...(shape.values ? undocumented(document, values(document, place), shape.values) : []),
    ...(shape.items ? undocumented(document, items(document, place), shape.items) : []),
  ];
}

function saysProperties(facets: readonly Facet[]): boolean {
  return facets.some(({ schema }) => isObject(schema.properties));
}

function isOpen(facets: readonly Facet[]): boolean {
  return facets.some(({ schema }) => {
    const { additionalProperties = false, unevaluatedProperties = false, patternProperties } = schema;
    return additionalProperties !== false || unevaluatedProperties !== false || patternProperties !== undefined;
  });
}
