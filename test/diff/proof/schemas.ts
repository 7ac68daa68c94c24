import fc from "fast-check";
import type { Json, JsonObject } from "../../../src/json.ts";

/** Names and values are few, so that two schemas often speak of the same thing, and a value often fits. */
const names = ["a", "b", "c"] as const;
const scalars = [true, false, 0, 1, 2, -1, 7, 0.5, "", "a", "ab", "abc"] as const satisfies readonly Json[];
const componentNames = ["One", "Two"] as const;

export const anyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "value" },
    { weight: 5, arbitrary: fc.constantFrom<Json>(null, ...scalars) },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
    {
      weight: 3,
      arbitrary: fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 3, noNullPrototype: true }),
    },
  ),
})).value;

/** A schema and the components that it may refer to, recursively. */
export interface Library {
  readonly schema: JsonObject;
  readonly components: JsonObject;
}

/** Schemas with every keyword that a proof looks at, in OpenAPI 3.1 or 3.0. */
export function library(modern: boolean): fc.Arbitrary<Library> {
  const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthIdentifier: "schema", withCrossShrink: true },
      { weight: 8, arbitrary: scalar(modern) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(...componentNames).map((name) => ({ $ref: `#/components/schemas/${name}` })),
      },
      { weight: 4, arbitrary: array(tie("schema"), modern) },
      { weight: 6, arbitrary: object(tie("schema"), modern) },
      { weight: 4, arbitrary: combined(tie("schema"), modern) },
    ),
  }));
  const components = fc.record({ One: schema, Two: schema }).filter(isGrounded);
  return fc.record({ schema, components });
}

/** A component that leads back to itself without a smaller value says nothing, and sends Ajv round in circles. */
export function isGrounded(components: JsonObject): boolean {
  return !Object.values(components).some((schema) => schema !== undefined && refersInPlace(schema));
}

function refersInPlace(node: Json): boolean {
  if (Array.isArray(node)) return node.some(refersInPlace);
  if (typeof node !== "object" || node === null) return false;
  const {
    $ref,
    dependentSchemas = {},
    allOf,
    anyOf,
    oneOf,
    not,
    if: condition,
    then: met,
    else: unmet,
  } = node as JsonObject;
  const inPlace = [allOf, anyOf, oneOf, not, condition, met, unmet, ...Object.values(dependentSchemas ?? {})];
  return $ref !== undefined || inPlace.some((schema) => schema !== undefined && refersInPlace(schema));
}

/** Objects that have some of the members. */
function some(members: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> {
  return fc.record(members, { requiredKeys: [] }).map((drawn) => ({ ...drawn }));
}

function scalar(modern: boolean): fc.Arbitrary<JsonObject> {
  const bounds: Record<string, fc.Arbitrary<Json>> = modern
    ? { exclusiveMaximum: fc.integer({ min: 1, max: 7 }), exclusiveMinimum: fc.integer({ min: -1, max: 2 }) }
    : { exclusiveMaximum: fc.boolean(), exclusiveMinimum: fc.boolean(), nullable: fc.boolean() };
  return fc.oneof(
    some({
      type: fc.constantFrom("integer", "number"),
      maximum: fc.constantFrom(1, 2, 6.5, 7),
      minimum: fc.constantFrom(-1, 0, 0.5, 1),
      multipleOf: fc.constantFrom(0.5, 1, 2, 3),
      ...bounds,
    }),
    some({
      type: fc.constant("string"),
      minLength: fc.integer({ min: 0, max: 2 }),
      maxLength: fc.integer({ min: 0, max: 3 }),
      pattern: fc.constantFrom("^a", "b$"),
      format: fc.constantFrom("date", "uri", "uri-reference", "shop"),
      ...(modern ? {} : { nullable: fc.boolean() }),
    }),
    fc.constantFrom<JsonObject>(
      { type: "boolean" },
      {},
      { not: {} },
      ...(modern ? [{ type: ["string", "null"] }, { type: "null" }] : []),
    ),
    fc
      .uniqueArray(fc.constantFrom<Json>(...scalars, ...(modern ? [null] : [])), { minLength: 1, maxLength: 4 })
      .map((values): JsonObject => (modern && values.length === 1 ? { const: values[0] ?? null } : { enum: values })),
  );
}

function array(items: fc.Arbitrary<JsonObject>, modern: boolean): fc.Arbitrary<JsonObject> {
  const elements = some({
    type: fc.constant("array"),
    items,
    minItems: fc.integer({ min: 0, max: 2 }),
    maxItems: fc.integer({ min: 0, max: 3 }),
    uniqueItems: fc.boolean(),
    ...(modern && { unevaluatedItems: fc.boolean() }),
  });
  if (!modern) return elements;
  // Never both: Ajv overlooks `contains` beside `prefixItems` for an empty array.
  const prefix = some({ prefixItems: fc.array(items, { minLength: 1, maxLength: 2 }) });
  const counted = some({
    contains: items.filter((schema) => Object.keys(schema).length > 0),
    minContains: fc.integer({ min: 0, max: 2 }),
    maxContains: fc.integer({ min: 1, max: 3 }),
  });
  return fc.tuple(elements, fc.oneof(prefix, counted)).map(([all, more]) => ({ ...all, ...more }));
}

function object(member: fc.Arbitrary<JsonObject>, modern: boolean): fc.Arbitrary<JsonObject> {
  return some({
    type: fc.constant("object"),
    properties: fc.dictionary(fc.constantFrom(...names), member, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    required: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), member),
    minProperties: fc.integer({ min: 0, max: 2 }),
    maxProperties: fc.integer({ min: 0, max: 3 }),
    ...(modern && {
      patternProperties: fc.dictionary(fc.constantFrom("^a", "b"), member, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
      propertyNames: fc.constantFrom({ maxLength: 1 }, { enum: ["a", "b"] }),
      dependentRequired: fc.constantFrom({ a: ["b"] }, { a: ["b", "c"] }),
      dependentSchemas: member.map((schema) => ({ a: schema })),
      unevaluatedProperties: fc.boolean(),
    }),
  });
}

function combined(schema: fc.Arbitrary<JsonObject>, modern: boolean): fc.Arbitrary<JsonObject> {
  const branches = fc.array(schema, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc.record({ oneOf: branches }),
    fc.record({ anyOf: branches }),
    fc.record({ allOf: branches }),
    fc.record({ not: schema }),
    fc.tuple(schema, fc.record({ oneOf: branches })).map(([one, other]): JsonObject => ({ ...one, ...other })),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and this object is never awaited
    ...(modern ? [fc.record({ if: schema, then: schema, else: schema })] : []),
  );
}

export function documentOf({ schema, components }: Library, modern: boolean): JsonObject {
  return {
    openapi: modern ? "3.1.0" : "3.0.3",
    components: { schemas: { ...components, Root: schema } },
  };
}
