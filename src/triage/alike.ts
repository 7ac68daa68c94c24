import { canonical, isObject, type Json } from "../json.ts";
import { essence } from "../live/conformance/media-type.ts";
import type { Answer } from "../live/exchange.ts";

/** Whether two answers were made by one hand: the same status, media type and form, whatever the words. */
export function isAlike(one: Answer, other: Answer): boolean {
  return canonical(form(one)) === canonical(form(other));
}

function form({ status, headers, body, hints = [] }: Answer): Json {
  const said = hints.filter((hint) => hint === "no-route" || hint === "no-object");
  return [status, essence(headers["content-type"]), typeof body === "string" ? words(body) : skeleton(body), said];
}

/** Addresses and numbers differ from one request to the next. */
function words(text: string): string {
  return text.replaceAll(/[^\s<>"'=]*\/[^\s<>"'=]*/g, "/").replaceAll(/\d+/g, "0");
}

/** What is left of a value without its values: types, and the names of members. */
function skeleton(value: Json | undefined): Json {
  if (Array.isArray(value)) return [...new Set(value.map((item: Json) => canonical(skeleton(item))))].sort();
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, skeleton(of)]));
  return value === null ? "null" : typeof value;
}
