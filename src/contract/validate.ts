import type { JsonObject } from "../json.ts";
import type { Description } from "./contract.ts";

/** A place where a description is not valid OpenAPI. */
export interface Invalidity {
  /** JSON Pointer in the document. */
  readonly pointer: string;
  readonly text: string;
}

/**
 * What is not as OpenAPI's own schemas say. A description that has such places can still be pinned: most published ones
 * have some. OpenAPI 3.2 is held against the schema of 3.1, and members that 3.1 does not know are let pass.
 */
export async function validate(description: Description): Promise<readonly Invalidity[]> {
  const { default: SwaggerParser } = await import("@apidevtools/swagger-parser");
  const is32 = String(description.document.openapi).startsWith("3.2");
  // The parser changes what it is given.
  const copy = JSON.parse(JSON.stringify({ ...description.document, ...(is32 ? { openapi: "3.1.1" } : {}) }));
  try {
    await SwaggerParser.validate(copy, {
      resolve: { external: false, file: false, http: false },
      dereference: { circular: "ignore", excludedPathMatcher: () => true }, // OpenAPI's schemas know `$ref`
    });
    return [];
  } catch (failure) {
    const details = failure instanceof SyntaxError && "details" in failure ? failure.details : undefined;
    if (!Array.isArray(details)) throw failure;
    return reduced(details, is32);
  }
}

/** What Ajv says of one place; the parser hands it on. */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly schemaPath: string;
  readonly message?: string;
  readonly params: JsonObject;
}

/** One error a cause. That no branch of an alternative fits says nothing beside what is wrong within the branches. */
function reduced(errors: readonly SchemaError[], is32: boolean): Invalidity[] {
  const telling = errors.filter(
    (error) => !(isConsequence(error) || isMistaken(error) || (is32 && isUnknownTo31(error))),
  );
  const deepest = telling.filter(
    ({ instancePath, schemaPath }) =>
      !/\/(one|any)Of\/\d/.test(schemaPath) ||
      !telling.some((other) => other.instancePath.startsWith(`${instancePath}/`)),
  );
  const texts = new Map(deepest.map((error) => [`${error.instancePath} ${error.keyword}`, error]));
  return [...texts.values()].map((error) => ({ pointer: error.instancePath, text: textOf(error) }));
}

function isConsequence({ keyword, params }: SchemaError): boolean {
  return ["if", "oneOf", "anyOf"].includes(keyword) || params.missingProperty === "$ref";
}

// The schema of 3.1 that the parser brings forgets that a path item may be a `$ref` (OpenAPI 3.1.1, section 4.8.9).
function isMistaken({ keyword, params }: SchemaError): boolean {
  return keyword === "unevaluatedProperties" && params.unevaluatedProperty === "$ref";
}

function isUnknownTo31({ keyword, instancePath }: SchemaError): boolean {
  return keyword === "unevaluatedProperties" || (keyword === "enum" && instancePath.endsWith("/in"));
}

function textOf({ message = "is not valid", params }: SchemaError): string {
  const named = params.additionalProperty ?? params.unevaluatedProperty;
  if (named !== undefined) return `${message}: "${String(named)}"`;
  return Array.isArray(params.allowedValues) ? `${message}: ${params.allowedValues.join(", ")}` : message;
}
