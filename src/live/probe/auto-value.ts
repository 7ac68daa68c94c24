import { follow } from "../../contract/reference.ts";
import { at, isObject, type Json, type JsonObject, own } from "../../json.ts";
import { facets } from "../conformance/places.ts";
import type { Check } from "../conformance/schema.ts";
import { isOpen } from "./chain-values.ts";
import type { Parameter } from "./endpoint.ts";

/**
 * The value that a contract itself suggests for a parameter: its `example`, its `examples`, its schema's `example`,
 * `examples`, `default`, `const`, and the first of its `enum`; the first that the schema allows. Many examples do not fit
 * their own schema, and a text that reads like an expression of ours is none of the vendor's to give.
 */
export function suggested(document: JsonObject, parameter: Parameter, check: Check): Json | undefined {
  const { pointer, schema, schemaPointer } = parameter;
  return candidates(document, at(document, pointer), schema, schemaPointer).find(
    (value) =>
      isSendable(value) &&
      !isOpen(value) &&
      (schema === undefined || check(schema, schemaPointer, copy(value)).length === 0),
  );
}

function candidates(document: JsonObject, node: Json | undefined, schema: Json | undefined, pointer: string): Json[] {
  const own = isObject(node) ? [...examplesOf(node), ...valuesOf(document, node)] : [];
  const declared = facets(document, schema, pointer).map((facet) => facet.schema);
  return [...own, ...declared.flatMap(examplesOf), ...declared.flatMap(fixedOf)];
}

/** The `example` of an object, and its `examples` where they are a list, as in a schema. */
function examplesOf(holder: JsonObject): Json[] {
  const listed = own(holder, "examples");
  return [own(holder, "example"), ...(Array.isArray(listed) ? listed : [])].filter((value) => value !== undefined);
}

/** The values of named Example Objects (OpenAPI 3.2.0, section 4.19). */
function valuesOf(document: JsonObject, holder: JsonObject): Json[] {
  const named = own(holder, "examples");
  if (!isObject(named)) return [];
  return Object.values(named).flatMap((example) => {
    const target = follow(document, example ?? null);
    if ("dangling" in target || !isObject(target.node)) return [];
    const { dataValue, value } = target.node;
    return [dataValue, value].filter((given) => given !== undefined);
  });
}

function fixedOf(schema: JsonObject): Json[] {
  const { default: usual, const: only, enum: all } = schema;
  return [usual, only, ...(Array.isArray(all) ? all.slice(0, 1) : [])].filter((value) => value !== undefined);
}

function isSendable(value: Json): boolean {
  return value !== null && value !== "" && value !== "." && value !== "..";
}

/** Checking a request changes texts to the types that they spell. */
function copy(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}
