import type { ErrorObject, Options, ValidateFunction } from "ajv/dist/2020.js";
import { type Json, tokens } from "../../json.ts";
import type { Schema, Side } from "../side.ts";
import { narrowed } from "./narrowed.ts";

/**
 * Why Ajv does not let a value through a schema; empty where it does. Undefined where it cannot say: a keyword is written
 * wrongly, a reference leads nowhere, or a pattern does not run in linear time (RE2 knows no look-around and no
 * back-references).
 */
export type Judge = (schema: Schema, value: Json, side: Side) => readonly Objection[] | undefined;

/** One thing that is wrong with a value. */
export interface Objection {
  readonly keyword: string;
  /** The way into the value. */
  readonly path: readonly string[];
  /** The property that is missing, or one too many. */
  readonly property: string | undefined;
}

/** Loads Ajv. Each schema is compiled with only what the value meets. */
export async function judge(): Promise<Judge> {
  const [{ Ajv2020 }, formats, { RE2JS }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv-formats"),
    import("re2js"),
  ]);
  const options: Options = {
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    inlineRefs: false,
    code: {
      optimize: false,
      regExp: Object.assign(
        (pattern: string) => {
          const compiled = RE2JS.compile(pattern);
          return { test: (text: string) => compiled.matcher(text).find() };
        },
        { code: "linear" },
      ),
    },
  };
  const ajv = formats.default.default(new Ajv2020(options));
  // The international spellings, of which Ajv knows none, hold the plain ones; candidates are plain.
  for (const [wide, plain] of Object.entries(plainFormats)) {
    const format = ajv.formats[plain];
    if (format) ajv.addFormat(wide, format);
  }
  const compiled = new Map<string, ValidateFunction | undefined>();

  return (schema, value, side) => {
    const met = narrowed(schema, [value], side);
    if (met === undefined) return undefined;
    const text = JSON.stringify(met);
    if (!compiled.has(text)) compiled.set(text, compile(met));
    const validate = compiled.get(text);
    if (!validate) return undefined;
    return validate(value) ? [] : (validate.errors ?? []).map(objection);
  };

  function compile(schema: Json): ValidateFunction | undefined {
    try {
      return ajv.compile(schema as object);
    } catch {
      return undefined; // of a schema that Ajv does not take, nothing is claimed
    }
  }
}

function objection({ keyword, instancePath, params }: ErrorObject): Objection {
  const property: unknown = params.missingProperty ?? params.additionalProperty;
  return { keyword, path: tokens(instancePath), property: typeof property === "string" ? property : undefined };
}

const plainFormats = { "idn-email": "email", "idn-hostname": "hostname", iri: "uri", "iri-reference": "uri-reference" };
