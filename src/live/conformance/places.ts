import { resolve } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";

/** A schema that speaks of a value, and where it is written. */
export interface Facet {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/**
 * A schema, and every other that may speak of the same value: `$ref`, `allOf`, `oneOf`, `anyOf`, `if`, `dependentSchemas`,
 * and those that a discriminator tells apart.
 */
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
  const dependent = own(schema, "dependentSchemas");
  for (const [name, member] of Object.entries(isObject(dependent) ? dependent : {}))
    collect(document, member, join(pointer, "dependentSchemas", name), found);
  for (const kind of kindsOf(document, schema, pointer)) collect(document, kind.schema, kind.pointer, found);
}

/**
 * The kinds of a schema with a discriminator: those of its mapping, and the components that build on it with `allOf`.
 * @see OpenAPI 3.2.0, section 4.25 (Discriminator Object)
 */
function kindsOf(document: JsonObject, { discriminator }: JsonObject, pointer: string): Facet[] {
  if (!isObject(discriminator)) return [];
  const mapped = Object.values(isObject(discriminator.mapping) ? discriminator.mapping : {}).flatMap((target) =>
    typeof target === "string"
      ? facetAt(document, target.includes("/") ? target : `#/components/schemas/${target}`)
      : [],
  );
  return [...mapped, ...(heirs(document).get(pointer) ?? [])];
}

function facetAt(document: JsonObject, reference: string): Facet[] {
  const target = resolve(document, reference);
  return "dangling" in target || !isObject(target.node) ? [] : [{ schema: target.node, pointer: target.pointer }];
}

const known = new WeakMap<JsonObject, ReadonlyMap<string, Facet[]>>();

/** The components that build on another with `allOf`, by where that is written. */
function heirs(document: JsonObject): ReadonlyMap<string, Facet[]> {
  const found = known.get(document) ?? findHeirs(document);
  known.set(document, found);
  return found;
}

function findHeirs(document: JsonObject): ReadonlyMap<string, Facet[]> {
  const found = new Map<string, Facet[]>();
  const components = own(document, "components");
  const schemas = isObject(components) ? own(components, "schemas") : undefined;
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
    if (!isObject(schema) || !Array.isArray(schema.allOf)) continue;
    for (const part of schema.allOf) {
      const [base] = isObject(part) && typeof part.$ref === "string" ? facetAt(document, part.$ref) : [];
      if (base)
        found.set(base.pointer, [
          ...(found.get(base.pointer) ?? []),
          { schema, pointer: join("/components/schemas", name) },
        ]);
    }
  }
  return found;
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
