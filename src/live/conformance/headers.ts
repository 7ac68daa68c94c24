import type { Json, JsonObject } from "../../json.ts";
import type { Answered } from "./answered.ts";
import type { About } from "./body.ts";
import type { Met } from "./deviation.ts";
import { facets } from "./places.ts";
import { headersOf, type Part } from "./response.ts";
import type { Checker } from "./schema.ts";

/** Holds an answer's headers against those that its response documents: whether they are there, and what they say. */
export function ofHeaders(
  document: JsonObject,
  response: Part,
  { headers }: Answered["answer"],
  checker: Checker,
  about: About,
): Met[] {
  return headersOf(document, response).flatMap(([name, header]) => {
    const value = headers[name.toLowerCase()];
    if (value !== undefined) return ofHeader(document, name, header, value, checker, about);
    const { node, pointer, written } = header;
    if (node.required !== true) return [];
    return [
      about("response-header-missing", "header", `the header ${name} is not in the answer`, { pointer, written }),
    ];
  });
}

/** What a recording has redacted says nothing. */
function ofHeader(
  document: JsonObject,
  name: string,
  { node: { schema }, pointer, written }: Part,
  value: string,
  checker: Checker,
  about: About,
): Met[] {
  if (schema === undefined || value.includes("[redacted]")) return [];
  const spelt = simple(document, schema, value);
  const [misfit] = spelt === undefined ? [] : checker.request(schema, `${written}/schema`, spelt);
  if (misfit === undefined) return [];
  const text = `the header ${name} ${misfit.message}`;
  return [about("response-header-mismatch", "header", text, { pointer, written: misfit.written })];
}

/** A header as `style: simple` spells it; objects are not read (OpenAPI 3.2.0, section 4.12.3). */
function simple(document: JsonObject, schema: Json, value: string): Json | undefined {
  const types = new Set(facets(document, schema, "").flatMap((facet) => [facet.schema.type ?? []].flat()));
  if (types.has("object")) return undefined;
  return types.has("array") ? value.split(",").map((part) => part.trim()) : value;
}
