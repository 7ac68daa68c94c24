import type { Json, JsonObject } from "../../json.ts";
import { type About, ofValue } from "./body.ts";
import type { Met } from "./deviation.ts";
import { essence } from "./media-type.ts";
import type { Part } from "./response.ts";
import type { Checker } from "./schema.ts";

/** Holds a body that is no JSON against its schema: text as a string, a form as an object of what its fields spell. */
export function ofText(
  document: JsonObject,
  media: Part,
  contentType: string | undefined,
  text: string,
  checker: Checker,
  about: About,
): Met[] {
  const type = essence(contentType);
  if (type === "application/x-www-form-urlencoded")
    return ofValue(document, media, fields(text), checker.request, about);
  if (!type.startsWith("text/")) return [];
  const met = ofValue(document, media, text, checker.response, about);
  // Generated descriptions give all media types of an answer the schema that only JSON can fit.
  return met.some(({ deviation, path }) => path.length === 0 && isOfType(deviation.keyword)) ? [] : met;
}

function isOfType(keyword: string): boolean {
  return keyword === "type" || keyword === "oneOf" || keyword === "anyOf";
}

/** A field that comes more than once is a list (URL Standard, section 5.1). */
function fields(text: string): JsonObject {
  const parameters = new URLSearchParams(text);
  const entries = [...new Set(parameters.keys())].map((name): [string, Json] => {
    const [only = "", ...others] = parameters.getAll(name);
    return [name, others.length > 0 ? [only, ...others] : only];
  });
  return Object.fromEntries(entries);
}
