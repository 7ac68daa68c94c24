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
  const properties = own(schemaAt(path), "properties");
  return isObject(properties) ? Object.keys(properties) : [];
}

/** What the schema says of a place. */
export function describedAt(path: Path): string | undefined {
  const description = own(schemaAt(path), "description");
  return typeof description === "string" ? description : undefined;
}

function schemaAt(path: Path): JsonObject {
  return path.reduce<JsonObject>((schema, token) => {
    const properties = own(schema, "properties");
    const member = isObject(properties) ? own(properties, String(token)) : undefined;
    return object(member ?? own(schema, typeof token === "number" ? "items" : "additionalProperties"));
  }, configJsonSchema());
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
