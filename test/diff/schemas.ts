import fc from "fast-check";
import { canonical, type Json, type JsonObject } from "../../src/json.ts";

/** A schema in the making: every sub-schema is an object. */
export type SchemaNode = JsonObject;

/** Names and values are few, so that two schemas often speak of the same thing, and a value often fits. */
const names = ["a", "b", "c"] as const;
const scalars = [true, 0, 1, 2, 7, 0.5, "", "x", "xy", "xyz"] as const satisfies readonly Json[];
const componentNames = ["One", "Two", "Three"] as const;

export const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthIdentifier: "value" },
    { weight: 6, arbitrary: fc.constantFrom<Json>(null, ...scalars) },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 3 }) },
  ),
})).value;

/** Named schemas that may refer to each other and to themselves, each guarded by an object, an array or a scalar. */
export interface Vocabulary {
  readonly schema: SchemaNode;
  readonly components: Readonly<Record<(typeof componentNames)[number], SchemaNode>>;
}

/**
 * Small schemas in OpenAPI 3.1. `closed`: only those where what the engine takes for granted holds by the letter too. A
 * property that nobody named may not be there, and no two branches of a `oneOf` fit at once.
 */
export function vocabulary({ closed }: { readonly closed: boolean }): fc.Arbitrary<Vocabulary> {
  const { schema, guarded } = fc.letrec<{ schema: SchemaNode; guarded: SchemaNode }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, depthIdentifier: "schema" },
      { weight: 4, arbitrary: tie("guarded") },
      { weight: 1, arbitrary: fc.constantFrom(...componentNames).map(reference) },
      { weight: 1, arbitrary: nullable(tie("guarded"), closed ? "anyOf" : "oneOf") },
      { weight: 1, arbitrary: choice(tie("schema"), closed ? ["anyOf"] : ["oneOf", "anyOf"]) },
      ...(closed ? [] : [{ weight: 1, arbitrary: fc.record({ allOf: listOf(tie("schema")) }) }]),
    ),
    guarded: fc.oneof(
      { maxDepth: 3, depthIdentifier: "schema" },
      { weight: 4, arbitrary: scalar },
      { weight: 1, arbitrary: array(tie("schema")) },
      { weight: 1, arbitrary: object(tie("schema"), closed) },
    ),
  }));
  return fc.record({ schema, components: fc.record({ One: guarded, Two: guarded, Three: guarded }) });
}

function reference(name: string): SchemaNode {
  return { $ref: `#/components/schemas/${name}` };
}

const text: fc.Arbitrary<SchemaNode> = fc.record(
  { type: fc.constant("string"), minLength: fc.integer({ min: 1, max: 2 }), maxLength: fc.integer({ min: 2, max: 3 }) },
  { requiredKeys: ["type"] },
);

const number: fc.Arbitrary<SchemaNode> = fc.record(
  {
    type: fc.constantFrom("integer", "number"),
    minimum: fc.integer({ min: -1, max: 1 }),
    maximum: fc.integer({ min: 1, max: 8 }),
    exclusiveMinimum: fc.integer({ min: -1, max: 1 }),
    exclusiveMaximum: fc.integer({ min: 1, max: 8 }),
    multipleOf: fc.constantFrom(1, 2),
  },
  { requiredKeys: ["type"] },
);

const listed: fc.Arbitrary<SchemaNode> = fc
  .uniqueArray(fc.constantFrom<Json>(...scalars), { minLength: 1, maxLength: 4 })
  .map((values) => (values.length === 1 ? { const: values[0] } : { enum: values }));

export const scalar: fc.Arbitrary<SchemaNode> = fc.oneof(text, number, listed, fc.constant({ type: "boolean" }));

function array(items: fc.Arbitrary<SchemaNode>): fc.Arbitrary<SchemaNode> {
  return fc.record(
    {
      type: fc.constant("array"),
      items,
      minItems: fc.constantFrom(1, 2),
      maxItems: fc.constantFrom(2, 3),
      uniqueItems: fc.boolean(),
    },
    { requiredKeys: ["type", "items"] },
  );
}

function object(member: fc.Arbitrary<SchemaNode>, closed: boolean): fc.Arbitrary<SchemaNode> {
  const properties = fc.dictionary(fc.constantFrom(...names), member, { minKeys: 1, maxKeys: 3 });
  const required = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 });
  return fc
    .tuple(properties, required, fc.option(closed ? fc.constant(false) : fc.oneof(fc.boolean(), member)))
    .map(([named, wanted, additional]) => ({
      type: "object",
      properties: { ...named },
      required: wanted.filter((name) => name in named),
      ...(closed ? { additionalProperties: false } : additional === null ? {} : { additionalProperties: additional }),
    }));
}

function choice(branch: fc.Arbitrary<SchemaNode>, kinds: readonly string[]): fc.Arbitrary<SchemaNode> {
  return fc
    .tuple(fc.constantFrom(...kinds), listOf(branch))
    .map(([kind, branches]): SchemaNode => ({ [kind]: branches }));
}

function nullable(schema: fc.Arbitrary<SchemaNode>, kind: string): fc.Arbitrary<SchemaNode> {
  return schema.map((inner) => ({ [kind]: [inner, { type: "null" }] }));
}

function listOf(schema: fc.Arbitrary<SchemaNode>): fc.Arbitrary<SchemaNode[]> {
  return fc.uniqueArray(schema, { minLength: 1, maxLength: 3, selector: canonical });
}

/** Rebuilds a schema from its leaves up. */
export function rebuild(schema: Json, change: (node: SchemaNode) => SchemaNode): Json {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const node = schema as SchemaNode;
  const inner = (child: Json) => rebuild(child, change);
  const members = Object.entries(node).map(([keyword, said = null]) => {
    if (keyword === "properties") return [keyword, mapValues(said, inner)];
    if (["oneOf", "anyOf", "allOf"].includes(keyword)) return [keyword, (said as Json[]).map(inner)];
    return [keyword, ["items", "additionalProperties"].includes(keyword) ? inner(said) : said];
  });
  return change(Object.fromEntries(members));
}

export function mapValues(node: Json, change: (value: Json, name: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(node as JsonObject).map(([name, said = null]) => [name, change(said, name)]),
  );
}

/** Every sub-schema, the outermost last, in one order for one schema. */
export function parts(schema: Json): SchemaNode[] {
  const found: SchemaNode[] = [];
  rebuild(schema, (node) => {
    found.push(node);
    return node;
  });
  return found;
}

/** The schema with one of its parts, counted as `parts` does, replaced. */
export function replaced(schema: SchemaNode, index: number, part: SchemaNode): SchemaNode {
  let seen = 0;
  return rebuild(schema, (node) => (seen++ === index ? part : node)) as SchemaNode;
}
