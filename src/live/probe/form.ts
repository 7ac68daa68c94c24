import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { inQuery } from "./serialize.ts";

/** What a contract says of a form: its media type object, in its document. */
export interface Form {
  readonly document: JsonObject;
  readonly node: JsonObject;
  /** JSON Pointer to where it is written. */
  readonly pointer: string;
}

/**
 * An object as `application/x-www-form-urlencoded` (OpenAPI 3.2.0, section 4.15): each field in the style that its
 * encoding names; else lists as repeated fields, and objects as JSON.
 */
export function urlEncoded(fields: JsonObject, { node }: Form): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      value === undefined || value === null ? [] : field(name, value, encodingOf(node, name)),
    )
    .join("&");
}

/** What the contract says of how a field is written. */
export function encodingOf({ encoding }: JsonObject, name: string): JsonObject {
  const found = isObject(encoding) ? own(encoding, name) : undefined;
  return isObject(found) ? found : {};
}

/** Without a style, its type says how it is written: text, or JSON for an object. */
function field(name: string, value: Json, { style, explode, allowReserved }: JsonObject): string[] {
  const isStyled = [style, explode, allowReserved].some((said) => said !== undefined);
  const chosen = typeof style === "string" ? style : "form";
  return inQuery(
    {
      name,
      style: chosen,
      explode: typeof explode === "boolean" ? explode : chosen === "form",
      allowReserved: allowReserved === true,
      json: !isStyled && isObject(value),
    },
    value,
  );
}
