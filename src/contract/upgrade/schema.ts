import { isObject, type Json, type JsonObject } from "../../json.ts";
import { isLeaf, memberPlace, type Place } from "../grammar.ts";
import { mapElements, mapMembers } from "../references.ts";

/** A Swagger 2.0 schema in the words of OpenAPI 3.0, all the way down. `$ref`s are rewritten later. */
export function schema(node: Json): Json {
  return convert(node, "schema");
}

function convert(node: Json, place: Place): Json {
  if (isLeaf(place)) return node;
  if (Array.isArray(node)) return mapElements(node, (element) => convert(element, place));
  if (!isObject(node)) return node;
  const converted = mapMembers(node, (value, name) => convert(value, memberPlace(place, name)));
  return place === "schema" ? reword(converted) : converted;
}

function reword(node: JsonObject): JsonObject {
  const { type, discriminator, "x-nullable": nullable, collectionFormat, ...rest } = node;
  if (type !== "file" && typeof discriminator !== "string" && nullable === undefined && !collectionFormat) return node;
  return {
    ...rest,
    ...(type === "file" ? { type: "string", format: "binary" } : type === undefined ? {} : { type }),
    ...(typeof discriminator === "string" ? { discriminator: { propertyName: discriminator } } : {}),
    ...(nullable === true ? { nullable } : {}),
  };
}
