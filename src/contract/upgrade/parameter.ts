import { isObject, type JsonObject, own } from "../../json.ts";
import { schema } from "./schema.ts";

const ofParameter: ReadonlySet<string> = new Set(["name", "in", "description", "required", "allowEmptyValue"]);

/** A parameter that is neither body nor form field: what is said of its value moves into a schema. */
export function parameter(old: JsonObject): JsonObject {
  return { ...partition(old).itself, ...style(old), schema: valueSchema(old) };
}

/** A header of a response, which is a parameter without name and place. */
export function header(old: JsonObject): JsonObject {
  const { description } = old;
  return { ...(description === undefined ? {} : { description }), schema: valueSchema(old) };
}

/** The schema of a parameter's value: all of it that is not about the parameter itself. */
export function valueSchema(old: JsonObject): JsonObject {
  const converted = schema(partition(old).value);
  return isObject(converted) ? converted : {};
}

function partition(old: JsonObject): { itself: JsonObject; value: JsonObject } {
  const isItself = (name: string) => ofParameter.has(name) || (name.startsWith("x-") && name !== "x-nullable");
  const members = Object.entries(old);
  return {
    itself: Object.fromEntries(members.filter(([name]) => isItself(name))),
    value: Object.fromEntries(members.filter(([name]) => !isItself(name))),
  };
}

/**
 * How an array is written: `collectionFormat` in the words of `style` and `explode`. Tabs have no such word.
 * @see OpenAPI 2.0, "Parameter Object"; OpenAPI 3.0.4, section 4.12.3 (Style Values)
 */
export function style(old: JsonObject): JsonObject {
  const place = own(old, "in");
  const format = own(old, "collectionFormat") ?? (own(old, "type") === "array" ? "csv" : undefined);
  const inQuery = place === "query" || place === "formData";
  if (format === "multi") return { style: "form", explode: true };
  if (format === "ssv" && inQuery) return { style: "spaceDelimited", explode: false };
  if (format === "pipes" && inQuery) return { style: "pipeDelimited", explode: false };
  if (format === "csv") return inQuery ? { style: "form", explode: false } : { style: "simple" };
  return typeof format === "string" ? { "x-collection-format": format } : {};
}
