import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import { untold } from "./root-causes.ts";

/** What a translation needs to know beside the schema. */
export interface Dialect {
  /** OpenAPI 3.0: `nullable`, boolean exclusive bounds, and nothing counts beside a `$ref`. */
  readonly is30: boolean;
  /** The name under which a schema's target is compiled. */
  readonly refer: (reference: string) => string | undefined;
  /** The name under which a branch is compiled. */
  readonly branch: (schema: Json, pointer: string) => string;
  /** Whether the schema of a property says that it is never in such a message: `writeOnly` in answers, `readOnly` in requests. */
  readonly isAbsent: (schema: Json | undefined) => boolean;
}

/** A keyword of our own: the value fits at least one of the branches (JSON Schema says "exactly one" for `oneOf`; no reader minds two). */
export interface Alternatives {
  readonly keyword: "oneOf" | "anyOf";
  readonly branches: readonly string[];
  readonly discriminator?: Discriminator;
}

/** The property that names the branch, and the branch by its value. */
interface Discriminator {
  readonly property: string;
  readonly mapping: Readonly<Record<string, string>>;
  /** Whether the contract itself spells a value for each branch, so that there are no others. */
  readonly isComplete: boolean;
}

/**
 * One schema as JSON Schema 2020-12, for Ajv. Only what decides whether a value fits is taken over; `$comment` is where
 * it was written. References and branches become names, so that each is compiled once, and only when it is met.
 */
export function translate(schema: Json, pointer: string, dialect: Dialect): JsonObject | boolean {
  if (!isObject(schema)) return schema !== false;
  const { $ref } = schema;
  const reference = typeof $ref === "string" ? dialect.refer($ref) : undefined;
  if (dialect.is30 && reference !== undefined) return orNull(schema, { $comment: pointer, $ref: reference });
  const translated: JsonObject = {
    $comment: pointer,
    ...(reference !== undefined && { $ref: reference }),
    ...assertions(schema),
    ...bounds(schema),
    ...required(schema, dialect),
    ...subschemas(schema, pointer, dialect),
    ...alternatives(schema, pointer, dialect),
  };
  return dialect.is30 ? orNull(schema, translated) : translated;
}

/** `nullable` counts beside anything, for that is how it is used (OpenAPI 3.0.4, section 4.24.1, wants a `type`). */
function orNull(schema: JsonObject, translated: JsonObject): JsonObject {
  if (schema.nullable !== true) return translated;
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and this object is never awaited
  return { $comment: translated.$comment, if: { not: { type: "null" } }, then: translated };
}

/** Keywords that are taken over as they are, where their values make sense: a description may hold anything. */
const plain: Readonly<Record<string, (value: Json) => boolean>> = {
  type: isType,
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  format: isString,
  pattern: isString,
  multipleOf: (value) => typeof value === "number" && value > 0,
  maximum: isNumber,
  minimum: isNumber,
  maxLength: isCount,
  minLength: isCount,
  maxItems: isCount,
  minItems: isCount,
  maxProperties: isCount,
  minProperties: isCount,
  maxContains: isCount,
  minContains: isCount,
  uniqueItems: (value) => typeof value === "boolean",
  dependentRequired: (value) => isObject(value) && Object.values(value).every(isNames),
};

function assertions(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(plain).flatMap(([keyword, makesSense]) => {
      const value = own(schema, keyword);
      return value !== undefined && makesSense(value) ? [[keyword, value]] : [];
    }),
  );
}

const types = new Set<Json>(["null", "boolean", "integer", "number", "string", "array", "object"]);

function isType(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every((type: Json) => types.has(type)) : types.has(value);
}

function isString(value: Json): boolean {
  return typeof value === "string";
}

function isNumber(value: Json): boolean {
  return typeof value === "number";
}

function isCount(value: Json): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isNames(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((name: Json) => typeof name === "string");
}

/** Exclusive bounds in both spellings: a number, or `true` beside the bound. */
function bounds(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    [["exclusiveMaximum", "maximum"] as const, ["exclusiveMinimum", "minimum"] as const].flatMap(
      ([exclusive, inclusive]) => {
        const value = schema[exclusive] === true ? schema[inclusive] : schema[exclusive];
        return typeof value === "number" ? [[exclusive, value]] : [];
      },
    ),
  );
}

function required(schema: JsonObject, { isAbsent }: Dialect): JsonObject {
  const { required: names, properties } = schema;
  if (!Array.isArray(names)) return {};
  const expected = names.filter(
    (name: Json) => typeof name === "string" && !isAbsent(isObject(properties) ? own(properties, name) : undefined),
  );
  return { required: [...new Set(expected)] };
}

function subschemas(schema: JsonObject, pointer: string, dialect: Dialect): JsonObject {
  const found: [string, Json][] = [];
  for (const keyword of ["properties", "patternProperties", "dependentSchemas"]) {
    const members = own(schema, keyword);
    if (isObject(members)) found.push([keyword, translateMembers(members, join(pointer, keyword), dialect)]);
  }
  for (const keyword of ["allOf", "prefixItems"]) {
    const list = own(schema, keyword);
    if (Array.isArray(list) && list.length > 0)
      found.push([keyword, translateList(list, join(pointer, keyword), dialect)]);
  }
  for (const keyword of ["items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else"]) {
    const member = own(schema, keyword);
    if (!isObject(member) && typeof member !== "boolean") continue;
    const translated = translate(member, join(pointer, keyword), dialect);
    // No item is wrong by not being the one that a list must contain.
    found.push([keyword, keyword === "contains" ? { if: translated, else: untold } : translated]);
  }
  return Object.fromEntries(found);
}

function translateMembers(members: JsonObject, pointer: string, dialect: Dialect): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, member = true]) => [name, translate(member, join(pointer, name), dialect)]),
  );
}

function translateList(list: readonly Json[], pointer: string, dialect: Dialect): Json[] {
  return list.map((member, i) => translate(member, join(pointer, i), dialect));
}

function alternatives(schema: JsonObject, pointer: string, dialect: Dialect): JsonObject {
  const found = (["oneOf", "anyOf"] as const).flatMap((keyword): Json[] => {
    const list = own(schema, keyword);
    if (!Array.isArray(list) || list.length === 0) return [];
    const branches = list.map((branch: Json, i) => branchName(branch, join(pointer, keyword, i), dialect));
    return [{ keyword, branches, ...discriminator(schema, list, branches, dialect) }];
  });
  return found.length > 0 ? { alternatives: found } : {};
}

/** A branch that is only a reference goes by its target's name, as a discriminator's mapping does. */
function branchName(branch: Json, pointer: string, { refer, branch: register }: Dialect): string {
  const reference = isObject(branch) && Object.keys(branch).length === 1 ? branch.$ref : undefined;
  return (typeof reference === "string" ? refer(reference) : undefined) ?? register(branch, pointer);
}

/** @see OpenAPI 3.2.0, section 4.25 (Discriminator Object) */
function discriminator(
  { discriminator: given }: JsonObject,
  list: readonly Json[],
  branches: readonly string[],
  { refer }: Dialect,
): JsonObject {
  if (!isObject(given) || typeof given.propertyName !== "string") return {};
  const implied = list.flatMap((branch, i) => {
    const reference = isObject(branch) && typeof branch.$ref === "string" ? branch.$ref : undefined;
    const name = reference?.slice(reference.lastIndexOf("/") + 1);
    return name === undefined ? [] : [[name, branches[i]]];
  });
  const explicit = Object.entries(isObject(given.mapping) ? given.mapping : {}).flatMap(([value, target]) => {
    if (typeof target !== "string") return [];
    return [[value, refer(target.includes("/") ? target : `#/components/schemas/${target}`)]];
  });
  const mapping = Object.fromEntries([...implied, ...explicit].filter(([, name]) => name !== undefined));
  const isComplete = branches.every((branch) => explicit.some(([, name]) => name === branch));
  return { discriminator: { property: given.propertyName, mapping, isComplete } };
}
