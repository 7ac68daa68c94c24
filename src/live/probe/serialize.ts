import { isObject, type Json } from "../../json.ts";
import type { Parameter } from "./endpoint.ts";

/** As much of a parameter as says how its value is written. */
export type Style = Pick<Parameter, "name" | "style" | "explode" | "allowReserved" | "json">;

/** A path parameter as it stands in the path (OpenAPI 3.2.0, section 4.12.5: simple, label, matrix). */
export function inPath(parameter: Style, value: Json): string {
  const { style, explode } = parameter;
  const encode = parameter.allowReserved ? encodeInPath : encodeAll;
  if (style === "label") return `.${list(parameter, value, encode).join(explode ? "." : ",")}`;
  if (style !== "matrix") return list(parameter, value, encode).join(",");
  return pairs(parameter, value, encode)
    .map((pair) => `;${pair.replace(/^([^=]*)=$/, "$1")}`)
    .join("");
}

/** A query parameter's `name=value` pairs (form, spaceDelimited, pipeDelimited, deepObject); a form's field as well. */
export function inQuery(parameter: Style, value: Json): string[] {
  const encode = parameter.allowReserved ? encodeInQuery : encodeAll;
  if (parameter.style === "deepObject" && !parameter.json) {
    return deep(parameter.name, value).map(([name, text]) => `${encodeAll(name)}=${encode(text)}`);
  }
  return pairs({ ...parameter, name: encodeAll(parameter.name) }, value, encode);
}

/** A header's value (simple). Nothing is percent-encoded there. */
export function inHeader(parameter: Style, value: Json): string {
  return list(parameter, value, String).join(",");
}

/** A cookie's `name=value` pairs (form, cookie). Exploded, each is a cookie: `&` means nothing there. */
export function inCookie(parameter: Style, value: Json): string[] {
  return pairs(parameter, value, parameter.style === "cookie" ? String : encodeAll);
}

type Encode = (text: string) => string;

/** Percent-encodes all that is not unreserved (RFC 3986). Half a character, as JSON can have it, is replaced. */
export function encodeAll(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** Reserved characters stay, but those that end a value, or start another part of the URL. */
function encodeInPath(text: string): string {
  return encodeURI(wellFormed(text)).replaceAll(/[/?#]/g, encodeURIComponent);
}

function encodeInQuery(text: string): string {
  return encodeURI(wellFormed(text)).replaceAll(/[&#+]/g, encodeURIComponent);
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: "%20", pipeDelimited: "%7C" };

/** An empty list is like no value at all (RFC 6570, section 2.3). */
function pairs(parameter: Style, value: Json, encode: Encode): string[] {
  const { name, style, explode, json } = parameter;
  const texts = list(parameter, value, encode);
  if (texts.length === 0) return [];
  if (json || !explode) return [`${name}=${texts.join(separators[style] ?? ",")}`];
  return isObject(value) ? texts : texts.map((text) => `${name}=${text}`);
}

/** The values of a list, or an object's names and values: a text each where they are exploded, else one after the other. */
function list({ explode, json }: Style, value: Json, encode: Encode): string[] {
  if (json) return [encode(JSON.stringify(value))];
  if (Array.isArray(value)) return value.map((item: Json) => encode(plain(item)));
  if (!isObject(value)) return [encode(plain(value))];
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined || member === null) return [];
    const [key, text] = [encode(name), encode(plain(member))];
    return explode ? [`${key}=${text}`] : [key, text];
  });
}

/** What lies deeper than styles reach is JSON. */
function plain(value: Json): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** `filter[price][from]`: OpenAPI stops at the first level, and vendors that go on spell it so. */
function deep(name: string, value: Json | undefined): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, member]: [string, Json | undefined]) => deep(`${name}[${key}]`, member));
}
