import { at, isObject, type Json, type JsonObject, own } from "../json.ts";

/** By `$ref`: the names of the schemas whose `allOf` takes it in. */
export type Heirs = ReadonlyMap<string, readonly string[]>;

/**
 * Who inherits from whom among a document's schemas: where the one that is taken in has a discriminator, the others may
 * stand in its place, though it does not refer to them.
 * @see OpenAPI 3.1.1, section 4.8.25.4 (Models with Polymorphism Support)
 */
export function heirs(document: JsonObject): Heirs {
  const found = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemasOf(document)))
    for (const reference of takenIn(schema)) {
      const known = found.get(reference);
      if (known) known.push(name);
      else found.set(reference, [name]);
    }
  return found;
}

/** The schemas that a document names. */
export function schemasOf(document: JsonObject): JsonObject {
  const schemas = at(document, "/components/schemas");
  return isObject(schemas) ? schemas : {};
}

function takenIn(schema: Json | undefined): string[] {
  const parts = isObject(schema) ? own(schema, "allOf") : undefined;
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: Json) => {
    const reference = isObject(part) ? own(part, "$ref") : undefined;
    return typeof reference === "string" ? [reference] : [];
  });
}
