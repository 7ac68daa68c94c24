import type { Ajv2020, ErrorObject, Options, ValidateFunction } from "ajv/dist/2020.js";
import type { RE2JS } from "re2js";
import { type Json, tokens } from "../../json.ts";
import type { Schema, Side } from "../side.ts";
import type { Engines, Verdict } from "./accepts.ts";
import { narrowed } from "./narrowed.ts";

/** Holds values against schemas, with engines that no command loads before it wants a witness. */
export interface Judge {
  /**
   * Why Ajv does not let a value through a schema; empty where it does. Undefined where it cannot say: a keyword is
   * written wrongly, a reference leads nowhere, or a pattern does not run in linear time (RE2 knows no look-around and no
   * back-references).
   */
  objections(schema: Schema, value: Json, side: Side): readonly Objection[] | undefined;
  readonly engines: Engines;
}

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
  const [{ Ajv2020 }, { fullFormats }, { RE2JS }] = await Promise.all([
    import("ajv/dist/2020.js"),
    import("ajv-formats/dist/formats.js"),
    import("re2js"),
  ]);
  const patterns = new Map<string, Pattern>();
  const linear = (pattern: string) => {
    const known = patterns.get(pattern) ?? linearPattern(pattern, RE2JS);
    patterns.set(pattern, known);
    return known;
  };
  const ajv = new Ajv2020({ ...optionsWith(linear), formats: fullFormats });
  // The international spellings, of which Ajv knows none, hold the plain ones; candidates are plain.
  for (const [wide, plain] of Object.entries(plainFormats)) {
    const format = ajv.formats[plain];
    if (format) ajv.addFormat(wide, format);
  }
  const compiled = new Map<string, ValidateFunction | undefined>();

  return {
    objections(schema, value, side) {
      const met = narrowed(schema, [value], side);
      if (met === undefined) return undefined;
      const text = JSON.stringify(met);
      if (!compiled.has(text)) compiled.set(text, compile(met));
      const validate = compiled.get(text);
      if (!validate) return undefined;
      const fits = attempted(() => validate(value)); // Ajv 8 writes code for `not: {}` that throws
      if (fits === undefined) return undefined;
      return fits ? [] : (validate.errors ?? []).filter(isOwn).map(objection);
    },
    engines: {
      pattern: (pattern, text) => attempted(() => linear(pattern).test(text)),
      format: (format, text) => fitsFormat(ajv.formats[format], text),
    },
  };

  function compile(schema: Json): ValidateFunction | undefined {
    return attempted(() => ajv.compile(schema as object));
  }
}

interface Pattern {
  test(text: string): boolean;
  /** Ajv keeps patterns by their text: without one of its own, each would be the first. */
  toString(): string;
}

function linearPattern(pattern: string, engine: Pick<typeof RE2JS, "compile">): Pattern {
  const compiled = engine.compile(pattern);
  return { test: (text) => compiled.matcher(text).find(), toString: () => pattern };
}

/** Of a schema or a pattern that an engine does not take, nothing is claimed. */
function attempted<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

function optionsWith(linear: (pattern: string) => Pattern): Options {
  return {
    strict: false,
    allErrors: true,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    inlineRefs: false,
    code: { optimize: false, regExp: Object.assign(linear, { code: "linear" }) },
  };
}

function fitsFormat(format: Ajv2020["formats"][string], text: string): Verdict {
  const check = typeof format === "object" && "validate" in format ? format.validate : format;
  if (check instanceof RegExp) return check.test(text);
  return typeof check === "function" ? (check as (text: string) => boolean)(text) : undefined;
}

/** What is wrong with a branch is summed up by the choice. */
function isOwn({ schemaPath }: ErrorObject): boolean {
  return !/\/(oneOf|anyOf)\/\d+\//.test(schemaPath);
}

function objection({ keyword, instancePath, params }: ErrorObject): Objection {
  const property: unknown = params.missingProperty ?? params.additionalProperty;
  return { keyword, path: tokens(instancePath), property: typeof property === "string" ? property : undefined };
}

const plainFormats = { "idn-email": "email", "idn-hostname": "hostname", iri: "uri", "iri-reference": "uri-reference" };
