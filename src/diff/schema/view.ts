import type { Json } from "../../json.ts";
import type { Place, Schema } from "../side.ts";
import type { Bound } from "./bound.ts";

export const types = ["boolean", "integer", "number", "string", "array", "object"] as const;
export type Type = (typeof types)[number];

/** Whether values of a type can fit. Every integer is a number. */
export function canBe(types: ReadonlySet<Type> | undefined, type: Type): boolean {
  return !types || types.has(type) || (type === "number" && types.has("integer"));
}

/**
 * What a schema says, in one spelling: references followed, `allOf` merged, one-branch `oneOf` and `anyOf` unwrapped,
 * nullability apart from the types, `const` as a one-value enum, both spellings of exclusive bounds as one, and
 * keywords that cannot matter (a `maxLength` beside `type: integer`) gone. Two spellings of one schema have equal views.
 * @see JSON Schema 2020-12 Core and Validation; OpenAPI 3.0.4, section 4.24 (Schema Object)
 */
export interface View {
  /** Undefined: any type. Without `null`. Empty: nothing fits, or only `null`. */
  readonly types: ReadonlySet<Type> | undefined;
  readonly nullable: boolean;
  /** By canonical text; without `null`. */
  readonly values: ReadonlyMap<string, Json> | undefined;
  readonly maximum: Bound | undefined;
  readonly minimum: Bound | undefined;
  /** Keywords that are one number: the tightest of all that apply. */
  readonly limits: ReadonlyMap<Limit, number>;
  readonly format: string | undefined;
  readonly patterns: ReadonlySet<string>;
  readonly multiplesOf: ReadonlySet<number>;
  readonly uniqueItems: boolean;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly patternProperties: ReadonlyMap<string, Schema>;
  /** What properties that are not named must be; undefined: anything. */
  readonly additional: Schema | undefined;
  readonly required: ReadonlySet<string>;
  readonly dependentRequired: ReadonlyMap<string, ReadonlySet<string>>;
  readonly prefixItems: readonly Schema[];
  /** What elements after the prefix must be; undefined: anything. */
  readonly items: Schema | undefined;
  readonly applied: ReadonlyMap<Applicator, Schema>;
  readonly dependentSchemas: ReadonlyMap<string, Schema>;
  readonly nots: readonly Schema[];
  readonly conditions: readonly Condition[];
  readonly choices: readonly Choice[];
  readonly discriminator: Place | undefined;
  /** What is said of a value, not of its form: `default`, `deprecated`, `readOnly`, … The outermost counts. */
  readonly notes: ReadonlyMap<Note, Json>;
  /** The nodes it was read from, the outermost first. */
  readonly nodes: readonly Place[];
}

/** A `oneOf` or `anyOf` of at least two branches, without a branch that is only `null`. */
export interface Choice {
  readonly kind: "oneOf" | "anyOf";
  readonly branches: readonly Place[];
  readonly pointer: string;
}

/** `if` with its `then` and `else`. */
export type Condition = Readonly<Partial<Record<"if" | "then" | "else", Place>>>;

/** Keywords that are one number, the type they speak of, and which of two decides. */
export const limits = {
  maxLength: { type: "string", tightest: Math.min, idle: Number.POSITIVE_INFINITY },
  minLength: { type: "string", tightest: Math.max, idle: 0 },
  maxItems: { type: "array", tightest: Math.min, idle: Number.POSITIVE_INFINITY },
  minItems: { type: "array", tightest: Math.max, idle: 0 },
  maxContains: { type: "array", tightest: Math.min, idle: Number.POSITIVE_INFINITY },
  minContains: { type: "array", tightest: Math.max, idle: 1 },
  maxProperties: { type: "object", tightest: Math.min, idle: Number.POSITIVE_INFINITY },
  minProperties: { type: "object", tightest: Math.max, idle: 0 },
} as const satisfies Record<string, { type: Type; tightest: (a: number, b: number) => number; idle: number }>;
export type Limit = keyof typeof limits;

/** Patterns that every string matches: patterns are not anchored (JSON Schema 2020-12 Validation, section 6.3.3). */
export const matchesAll: ReadonlySet<string> = new Set(["", ".*", "^.*$", "^", "$", "^.*", ".*$"]);

/** Keywords that are one schema for some part of a value, and the type they speak of. */
export const applicators = {
  contains: "array",
  unevaluatedItems: "array",
  propertyNames: "object",
  unevaluatedProperties: "object",
  contentSchema: "string",
} as const satisfies Record<string, Type>;
export type Applicator = keyof typeof applicators;

export const notes = [
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "title",
  "contentEncoding",
  "contentMediaType",
  "x-sunset",
  "x-stability-level",
  "x-extensible-enum",
] as const;
export type Note = (typeof notes)[number];
