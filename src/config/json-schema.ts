import { z } from "zod";
import { isObject, type Json, type JsonObject, own } from "../json.ts";
import type { Path } from "./path.ts";
import { configSchema } from "./schema.ts";

/** The JSON Schema of the configuration file, for editors, and for what an error says was expected. */
export function configJsonSchema(): JsonObject {
  return z.toJSONSchema(configSchema, { io: "input" }) as JsonObject;
}

/** The keys that are valid at a place of the configuration. */
export function keysAt(path: Path): string[] {
  return schemasAt(path).flatMap((schema) => Object.keys(object(own(schema, "properties"))));
}

/** What the schema says of a place. */
export function describedAt(path: Path): string | undefined {
  return schemasAt(path)
    .map((schema) => own(schema, "description"))
    .find((description) => typeof description === "string");
}

/** The schemas that a place can have: where there are alternatives, the whole first, then each of them. */
function schemasAt(path: Path): JsonObject[] {
  return path.reduce<JsonObject[]>(
    (schemas, token) => schemas.flatMap((schema) => alternatives(memberAt(schema, token))),
    [configJsonSchema()],
  );
}

function alternatives(schema: JsonObject): JsonObject[] {
  const { anyOf } = schema;
  return [schema, ...(Array.isArray(anyOf) ? anyOf.flatMap((branch: Json) => alternatives(object(branch))) : [])];
}

function memberAt(schema: JsonObject, token: PropertyKey): JsonObject {
  const member = own(object(own(schema, "properties")), String(token));
  return object(member ?? own(schema, typeof token === "number" ? "items" : "additionalProperties"));
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
