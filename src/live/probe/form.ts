import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import type { Parameter } from "./endpoint.ts";
import { encodeAll, inQuery } from "./serialize.ts";

/**
 * An object as `application/x-www-form-urlencoded` (OpenAPI 3.2.0, section 4.15): each field in the style that its
 * encoding names; else lists as repeated fields, and objects as JSON.
 *
 * @param media the contract's media type object
 */
export function urlEncoded(fields: JsonObject, media: JsonObject): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      value === undefined || value === null ? [] : field(name, value, encodingOf(media, name)),
    )
    .join("&");
}

/** A value as a whole query string (OpenAPI 3.2.0, section 4.12.1: `in: querystring`): a form, or JSON. */
export function asQuery({ media }: Pick<Parameter, "media">, value: Json): string {
  const isForm = media?.type === "application/x-www-form-urlencoded" && isObject(value);
  if (isForm) return urlEncoded(value, media.node);
  return encodeAll(typeof value === "string" ? value : JSON.stringify(value));
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
