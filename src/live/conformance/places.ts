import { resolve } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";

/** A schema that speaks of a value, and where it is written. */
export interface Facet {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** A schema, and every other that it applies to the same value: `$ref`, `allOf`, `oneOf`, `anyOf`, `if`. */
export function facets(document: JsonObject, schema: Json | undefined, pointer: string): Facet[] {
  const found = new Map<string, Facet>();
  collect(document, schema, pointer, found);
  return [...found.values()];
}

function collect(document: JsonObject, schema: Json | undefined, pointer: string, found: Map<string, Facet>): void {
  if (!isObject(schema) || found.has(pointer)) return;
  found.set(pointer, { schema, pointer });
  const { $ref } = schema;
  const target = typeof $ref === "string" ? resolve(document, $ref) : undefined;
  if (target && !("dangling" in target)) collect(document, target.node, target.pointer, found);
  for (const keyword of ["allOf", "oneOf", "anyOf"]) {
    const branches = own(schema, keyword);
    if (!Array.isArray(branches)) continue;
    for (const [i, branch] of branches.entries()) collect(document, branch, join(pointer, keyword, i), found);
  }
  for (const keyword of ["if", "then", "else"]) collect(document, own(schema, keyword), join(pointer, keyword), found);
}

/** What is declared of a property's value; empty where nothing is. */
export function ofProperty(document: JsonObject, owners: readonly Facet[], name: string): Facet[] {
  return owners.flatMap(({ schema, pointer }) => {
    const properties = own(schema, "properties");
    return isObject(properties) ? facets(document, own(properties, name), join(pointer, "properties", name)) : [];
  });
}

/** What is declared of every member of a map, or of every item of an array. */
export function ofEach(
  document: JsonObject,
  owners: readonly Facet[],
  keyword: "additionalProperties" | "items",
): Facet[] {
  return owners.flatMap(({ schema, pointer }) => facets(document, own(schema, keyword), join(pointer, keyword)));
}

/** Whether some schema declares a property of that name, be it only by `true` or by `required`. */
export function declares(owners: readonly Facet[], name: string): boolean {
  return owners.some(({ schema }) => {
    const { properties, required } = schema;
    return (
      (isObject(properties) && Object.hasOwn(properties, name)) || (Array.isArray(required) && required.includes(name))
    );
  });
}
