import { isObject, type Json, type JsonObject, join, own } from "../json.ts";
import { isLeaf, memberPlace, type Place } from "./grammar.ts";

/** One `$ref`, as it stands in a document. */
export interface Reference {
  readonly reference: string;
  /** What it stands for. */
  readonly place: Place;
  /** JSON Pointer to the object that holds it. */
  readonly pointer: string;
}

/**
 * Every `$ref` at and below a node that stands at the place, and what names a component in another way: a security
 * requirement, a discriminator's mapping. A `$ref` within an example or another value is none.
 */
export function* references(node: Json, place: Place, pointer = ""): Generator<Reference> {
  if (isLeaf(place)) return;
  if (Array.isArray(node)) {
    for (const [index, element] of node.entries()) yield* references(element, place, join(pointer, index));
  } else if (place === "schema name" && typeof node === "string") {
    yield { reference: isName(node) ? component("schemas", node) : node, place: "schema", pointer };
  } else if (place === "security requirement" && isObject(node)) {
    for (const name of Object.keys(node)) {
      yield { reference: component("securitySchemes", name), place: "security scheme", pointer: join(pointer, name) };
    }
  } else if (isObject(node)) {
    const reference = own(node, "$ref");
    if (typeof reference === "string") yield { reference, place, pointer };
    for (const [name, value] of Object.entries(node)) {
      if (value !== undefined) yield* references(value, memberPlace(place, name), join(pointer, name));
    }
  }
}

/** In a discriminator's mapping, a schema's name rather than a reference (OpenAPI 3.1.1, section 4.8.25). */
export function isName(mapped: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(mapped) && !/\.(ya?ml|json)$/.test(mapped);
}

function component(section: string, name: string): string {
  return `#${join("/components", section, name)}`;
}

/** The node with every reference rewritten, those of discriminators included. What does not change is shared with the original. */
export function mapReferences(node: Json, place: Place, rewrite: (reference: string) => string): Json {
  if (isLeaf(place)) return node;
  if (Array.isArray(node)) return mapElements(node, (element) => mapReferences(element, place, rewrite));
  if (place === "schema name" && typeof node === "string") return isName(node) ? node : rewrite(node);
  if (!isObject(node)) return node;
  return mapMembers(node, (value, name) =>
    name === "$ref" && typeof value === "string"
      ? rewrite(value)
      : mapReferences(value, memberPlace(place, name), rewrite),
  );
}

/** The array with every element replaced; itself where none differs. */
export function mapElements(array: readonly Json[], replace: (element: Json, index: number) => Json): readonly Json[] {
  let replaced: Json[] | undefined;
  for (const [index, element] of array.entries()) {
    const other = replace(element, index);
    if (!replaced && other !== element) replaced = array.slice(0, index);
    replaced?.push(other);
  }
  return replaced ?? array;
}

/** The object with every member replaced (undefined leaves it out); itself where none differs. */
export function mapMembers(object: JsonObject, replace: (value: Json, name: string) => Json | undefined): JsonObject {
  const names = Object.keys(object);
  let replaced: [string, Json][] | undefined;
  for (const [i, name] of names.entries()) {
    const value = object[name] ?? null;
    const other = replace(value, name);
    if (!replaced && other !== value) replaced = names.slice(0, i).map((before) => [before, object[before] ?? null]);
    if (other !== undefined) replaced?.push([name, other]);
  }
  return replaced ? Object.fromEntries(replaced) : object;
}
