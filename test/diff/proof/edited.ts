import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../../src/json.ts";
import { documentOf, isGrounded, library } from "./schemas.ts";

/** A document, and the same with one schema, counted from its leaves up, taken from another document. */
export function edited(modern: boolean): fc.Arbitrary<readonly [before: JsonObject, after: JsonObject]> {
  return fc
    .tuple(library(modern), library(modern), fc.nat(), fc.nat())
    .map(([one, other, at, from]) => {
      const before = documentOf(one, modern);
      return [before, mutated(before, documentOf(other, modern), at, from)] as const;
    })
    .filter(([, after]) => {
      const { Root: _unreferred, ...referred } = componentsOf(after);
      return isGrounded(referred);
    });
}

function mutated(document: JsonObject, other: JsonObject, at: number, from: number): JsonObject {
  const [count, donors] = [schemas(document).length, schemas(other)];
  let left = at % count;
  return rebuilt(document, (schema) => (left-- === 0 ? (donors[from % donors.length] ?? {}) : schema));
}

function componentsOf({ components }: JsonObject): JsonObject {
  return isObject(components) && isObject(components.schemas) ? components.schemas : {};
}

function schemas(document: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  rebuilt(document, (schema) => {
    found.push(schema);
    return schema;
  });
  return found;
}

type Change = (schema: JsonObject) => JsonObject;

function rebuilt(document: JsonObject, change: Change): JsonObject {
  return { ...document, components: { schemas: members(componentsOf(document), change) } };
}

function members(named: JsonObject, change: Change): JsonObject {
  return Object.fromEntries(Object.entries(named).map(([name, said = true]) => [name, schema(said, change)]));
}

function schema(node: Json, change: Change): Json {
  if (Array.isArray(node)) return node.map((branch: Json) => schema(branch, change));
  if (!isObject(node)) return node;
  const parts = Object.entries(node).map(([keyword, said = true]) => {
    if (maps.has(keyword) && isObject(said)) return [keyword, members(said, change)];
    return [keyword, schemata.has(keyword) ? schema(said, change) : said];
  });
  return change(Object.fromEntries(parts));
}

const maps: ReadonlySet<string> = new Set(["properties", "patternProperties", "dependentSchemas"]);
const schemata: ReadonlySet<string> = new Set([
  ..."items prefixItems contains additionalProperties propertyNames".split(" "),
  ..."not if then else allOf anyOf oneOf".split(" "),
]);
