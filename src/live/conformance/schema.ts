import type { Ajv2020, ErrorObject, Options, ValidateFunction } from "ajv/dist/2020.js";
import { resolve } from "../../contract/reference.ts";
import { CouldNotCheckError } from "../../errors.ts";
import { at, isObject, type Json, type JsonObject, tokens } from "../../json.ts";
import { alternativesKeyword } from "./alternatives.ts";
import { type Dialect, translate } from "./dialect.ts";
import { rootCauses } from "./root-causes.ts";

/** One way in which a value does not fit its schema. Holds nothing of the value. */
export interface Misfit {
  readonly keyword: string;
  /** The way to the value that does not fit, raw: array indices and keys as they came. */
  readonly path: readonly string[];
  /** JSON Pointer to the schema that it does not fit, where it is written. */
  readonly written: string;
  /** A predicate: `must be string`. */
  readonly message: string;
  /** The property that is meant, for `required` and `additionalProperties`. */
  readonly property?: string;
  /** Whether the value is null. */
  readonly isNull: boolean;
}

/** Holds values against the schemas of one document. */
export interface Checker {
  /** What was answered. */
  readonly response: Check;
  /** What is sent as text: what spells a number is one, as it is in a URL. The value is changed to fit. */
  readonly request: Check;
  /** What is sent as JSON. */
  readonly body: Check;
}

export type Check = (schema: Json, pointer: string, value: Json) => Misfit[];

/**
 * Compiles schemas as they are needed, each with what it reaches, and keeps them for the document's other operations.
 * `oneOf` is read as `anyOf`; of several branches only the one that is meant is reported. Formats that are not known,
 * patterns that cannot be matched in linear time, `unevaluatedProperties` and `$dynamicRef` are not held against a value.
 */
export async function checker(document: JsonObject): Promise<Checker> {
  const [{ Ajv2020 }, formats, { RE2JS }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv-formats"),
    import("re2js"),
  ]);
  const options: Options = {
    strict: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    inlineRefs: false,
    multipleOfPrecision: 8, // 4.35 / 0.01 is not quite 435
    code: {
      optimize: false,
      regExp: Object.assign((pattern: string) => linear(pattern, RE2JS), { code: "linear" }),
    },
  };
  return {
    response: check(document, formats.default.default(new Ajv2020(options)), "writeOnly"),
    request: check(document, formats.default.default(new Ajv2020({ ...options, coerceTypes: "array" })), "readOnly"),
    body: check(document, formats.default.default(new Ajv2020(options)), "readOnly"),
  };
}

/** A vendor's pattern is hostile until it is known to be linear; one that RE2 does not know (a look-ahead) matches all. */
function linear(pattern: string, { compile }: Engine): { test(text: string): boolean; toString(): string } {
  // Ajv keeps patterns by their text: without one of its own, each would be the first.
  const named = { toString: () => pattern };
  try {
    const compiled = compile(pattern);
    return { ...named, test: (text) => compiled.matcher(text).find() };
  } catch {
    return { ...named, test: () => true };
  }
}

interface Engine {
  compile(pattern: string): { matcher(text: string): { find(): boolean } };
}

/** Properties that are marked as `absent` are not part of the message, so nobody misses them. */
function check(document: JsonObject, ajv: Ajv2020, absent: "readOnly" | "writeOnly"): Check {
  const compile = compiler(document, ajv, absent);
  return (schema, pointer, value) => {
    const holder = { value }; // coercion replaces a value in its parent
    const validate = compile(schema, pointer);
    if (
      validate(value, {
        instancePath: "",
        parentData: holder,
        parentDataProperty: "value",
        rootData: holder,
        dynamicAnchors: {},
      })
    )
      return [];
    return rootCauses(validate.errors ?? []).map((error) => misfit(error, pointer, value));
  };
}

/** Registers schemas under names; Ajv compiles a name when a schema that refers to it is compiled. */
function compiler(
  document: JsonObject,
  ajv: Ajv2020,
  absent: "readOnly" | "writeOnly",
): (schema: Json, pointer: string) => ValidateFunction {
  const names = new Map<string, string>();
  const register = (schema: Json, pointer: string): string => {
    const known = names.get(pointer);
    if (known !== undefined) return known;
    const name = `schema:${names.size}`;
    names.set(pointer, name);
    const translated = translate(schema, pointer, dialect);
    ajv.addSchema(typeof translated === "boolean" ? (translated ? {} : { not: {} }) : translated, name);
    return name;
  };
  const refer = (reference: string) => {
    const target = resolve(document, reference);
    return "dangling" in target ? undefined : register(target.node, target.pointer);
  };
  const dialect: Dialect = {
    is30: String(document.openapi).startsWith("3.0"),
    refer,
    branch: register,
    isAbsent: (schema) => {
      const target = isObject(schema) && typeof schema.$ref === "string" ? resolve(document, schema.$ref) : undefined;
      const property = target && "node" in target ? target.node : schema;
      return isObject(property) && property[absent] === true;
    },
  };
  const functions = new Map<string, ValidateFunction>();
  const byName = (name: string) => {
    const known = functions.get(name) ?? compiled(ajv, name);
    functions.set(name, known);
    return known;
  };
  ajv.addKeyword(alternativesKeyword(byName));
  return (schema, pointer) => byName(register(schema, pointer));
}

function compiled(ajv: Ajv2020, name: string): ValidateFunction {
  try {
    const validate = ajv.getSchema(name);
    if (validate) return validate;
    throw new RangeError(`${name} is not registered`);
  } catch (cause) {
    throw new CouldNotCheckError("DP4001", {
      what: `a schema of the contract cannot be compiled (${cause instanceof Error ? cause.message : String(cause)})`,
      todo: "look at the description's schemas with a linter",
      cause,
    });
  }
}

function misfit(
  { keyword, instancePath, parentSchema, params, message }: ErrorObject,
  pointer: string,
  value: Json,
): Misfit {
  const property: unknown = params.missingProperty ?? params.additionalProperty;
  const { $comment } = parentSchema ?? {};
  return {
    keyword,
    path: tokens(instancePath),
    written: typeof $comment === "string" ? $comment : pointer,
    message: keyword === "enum" ? listed(params.allowedValues) : (message ?? "does not fit"),
    ...(typeof property === "string" && { property }),
    isNull: at(value, instancePath) === null,
  };
}

function listed(allowed: unknown): string {
  const values = Array.isArray(allowed) ? allowed : [];
  const shown = values.slice(0, 5).map((value) => JSON.stringify(value));
  return `must be one of ${shown.join(", ")}${values.length > shown.length ? ", …" : ""}`;
}
