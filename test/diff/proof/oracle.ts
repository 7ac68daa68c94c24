import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { Json, JsonObject } from "../../../src/json.ts";

/** What Ajv, given the whole document, thinks of values at `#/components/schemas/Root`; shares nothing with the product. */
export function oracle(document: JsonObject): (value: Json) => boolean {
  const ajv = ajvFormats.default(
    new Ajv2020({ strict: false, validateSchema: false, logger: false, inlineRefs: false }),
  );
  const isLegacy = String(document.openapi).startsWith("3.0");
  const schemas = JSON.parse(JSON.stringify(document), (key, node) => refusing(isLegacy ? legacy(key, node) : node));
  ajv.addSchema({ $id: "document", ...schemas });
  const validate = ajv.compile({ $ref: "document#/components/schemas/Root" });
  return (value) => validate(value) === true;
}

/** OpenAPI 3.0's own keywords, in JSON Schema. */
function legacy(_key: string, node: unknown): unknown {
  if (typeof node !== "object" || node === null || Array.isArray(node)) return node;
  if ("$ref" in node) return { $ref: node.$ref };
  const { nullable, exclusiveMaximum, exclusiveMinimum, ...rest } = node as Record<string, unknown>;
  const edges = {
    ...edge("exclusiveMaximum", exclusiveMaximum, rest.maximum),
    ...edge("exclusiveMinimum", exclusiveMinimum, rest.minimum),
  };
  const schema = { ...rest, ...edges };
  return nullable === true ? { anyOf: [{ type: "null" }, schema] } : schema;
}

/** Ajv 8 writes code for `not: {}` that throws. */
function refusing(node: unknown): unknown {
  if (typeof node !== "object" || node === null || !("not" in node)) return node;
  const { not, allOf, ...rest } = node as { readonly not: unknown; readonly allOf?: unknown };
  const isAnything = not === true || (typeof not === "object" && not !== null && Object.keys(not).length === 0);
  return isAnything ? { ...rest, allOf: [...(Array.isArray(allOf) ? allOf : []), false] } : node;
}

function edge(keyword: string, said: unknown, bound: unknown): object {
  if (typeof said === "number") return { [keyword]: said };
  return said === true && bound !== undefined ? { [keyword]: bound } : {};
}
