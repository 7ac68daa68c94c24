import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import type { Json, JsonObject } from "../../../src/json.ts";

/** What Ajv, given the whole document, thinks of values at `#/components/schemas/Root`; shares nothing with the product. */
export function oracle(document: JsonObject): (value: Json) => boolean {
  const ajv = ajvFormats.default(
    new Ajv2020({ strict: false, validateSchema: false, logger: false, inlineRefs: false }),
  );
  const schemas = JSON.parse(JSON.stringify(document), String(document.openapi).startsWith("3.0") ? legacy : undefined);
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

function edge(keyword: string, said: unknown, bound: unknown): object {
  if (typeof said === "number") return { [keyword]: said };
  return said === true && bound !== undefined ? { [keyword]: bound } : {};
}
