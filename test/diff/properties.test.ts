import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Perspective } from "../../src/diff/rules/rule.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { runs } from "../support/long.ts";
import { compared } from "./brief.ts";
import { parts, replaced, type SchemaNode, scalar, type Vocabulary, value, vocabulary } from "./schemas.ts";
import { operationSpellings, schemaSpellings } from "./spellings.ts";

const seed = 20_260_101;

describe("another spelling is no change, in either direction", () => {
  test.each(Object.entries(schemaSpellings))("%s", (_, spell) => {
    const property = fc.property(vocabulary({ closed: false }), (said) => {
      expect(bothWays(holding(said), holding(spell(said)))).toEqual(nothing);
    });
    fc.assert(property, runs(60, seed));
  });

  test.each(Object.entries(operationSpellings))("%s", (_, spell) => {
    const property = fc.property(vocabulary({ closed: false }), (said) => {
      expect(bothWays(holding(said), spell(holding(said)))).toEqual(nothing);
    });
    fc.assert(property, runs(20, seed));
  });
});

test("a value that was accepted and is now refused comes with a breaking change", () => {
  const property = fc.property(
    edited(vocabulary({ closed: true })),
    fc.array(value, twenty),
    ([before, after], values) => {
      const [accepted, accepts] = [judge(before), judge(after)];
      fc.pre(values.some((sent) => accepted(sent) && !accepts(sent)));
      expect(levels(before, after, "request", "consumer")).toContain("breaking");
    },
  );
  fc.assert(property, { ...runs(300, seed), maxSkipsPerRun: 20 });
});

test("what an edit does to a request, its reverse does to a response", () => {
  const property = fc.property(retyped, ([before, after]) => {
    expect(levels(before, after, "request")).toEqual(levels(after, before, "response"));
  });
  fc.assert(property, runs(300, seed));
});

const nothing = { changes: [], unknown: [] };
const twenty = { minLength: 20, maxLength: 20 };

/** A description whose one operation holds the schema wherever one can stand. */
function holding({ schema, components }: Vocabulary): JsonObject {
  const content = { "application/json": { schema } };
  const parameters = [
    { name: "id", in: "path", required: true, schema: { type: "string" } },
    { name: "filter", in: "query", schema },
  ];
  const headers = { "X-Thing": { schema } };
  const post = { parameters, requestBody: { content }, responses: { 200: { headers, content } } };
  return { openapi: "3.1.0", paths: { "/things/{id}": { post } }, components: { schemas: components } };
}

function bothWays(one: JsonObject, other: JsonObject) {
  const [there, back] = [compared(one, other), compared(other, one)];
  return { changes: [...there.changes, ...back.changes], unknown: [...there.unknown, ...back.unknown] };
}

type Edit = readonly [before: Vocabulary, after: Vocabulary];

/** One part of the schema, or of a component, replaced by a part of another schema. */
function edited(whole: fc.Arbitrary<Vocabulary>): fc.Arbitrary<Edit> {
  return (
    fc
      .tuple(whole, whole, fc.nat(), fc.boolean())
      .map(([before, other, at, inComponent]): Edit => {
        const part = pick(parts(other.schema), at);
        return [before, inComponent ? withComponent(before, at, part) : withPart(before, at, part)];
      })
      // A component that is nothing but a choice or a reference may lead to itself without end, where Ajv follows.
      .filter(([, { components }]) => isScalar(components.One) || "type" in components.One)
  );
}

/** One scalar part replaced by another scalar, so that no property comes or goes. */
const retyped: fc.Arbitrary<Edit> = fc
  .tuple(vocabulary({ closed: true }), scalar, fc.nat())
  .filter(([{ schema }, , at]) => isScalar(pick(parts(schema), at)))
  .map(([before, part, at]): Edit => [before, withPart(before, at, part)]);

function withPart({ schema, components }: Vocabulary, at: number, part: SchemaNode): Vocabulary {
  return { schema: replaced(schema, at % parts(schema).length, part), components };
}

function withComponent({ schema, components }: Vocabulary, at: number, part: SchemaNode): Vocabulary {
  const { One } = components;
  return { schema, components: { ...components, One: replaced(One, at % parts(One).length, part) } };
}

function pick(all: readonly SchemaNode[], at: number): SchemaNode {
  return all[at % all.length] ?? {};
}

function isScalar({ type, ...rest }: SchemaNode): boolean {
  return type === undefined ? "const" in rest || "enum" in rest : !["array", "object", "null"].includes(String(type));
}

const ajv = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false });

/** Ajv's word on whether a value fits. */
function judge({ schema, components }: Vocabulary): (value: Json) => boolean {
  const fits = ajv.compile({ components: { schemas: components }, allOf: [schema] });
  return (sent) => fits(sent);
}

/** The levels that are given in one direction, by default those of a strict provider, sorted. */
function levels(
  base: Vocabulary,
  revision: Vocabulary,
  direction: "request" | "response",
  perspective: Perspective = "provider",
): string[] {
  const body = ({ schema, components }: Vocabulary): JsonObject => {
    const held = { content: { "application/json": { schema } } };
    const post = direction === "request" ? { requestBody: held } : { responses: { 200: held } };
    return { openapi: "3.1.0", paths: { "/things": { post } }, components: { schemas: components } };
  };
  return compared(body(base), body(revision), { perspective })
    .changes.map(({ level }) => level)
    .sort();
}
