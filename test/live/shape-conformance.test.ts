import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../src/json.ts";
import { mediaTypeFor, responseFor } from "../../src/live/conformance/response.ts";
import { checker } from "../../src/live/conformance/schema.ts";
import { ofShape } from "../../src/live/conformance/shape.ts";
import { endpoint } from "../../src/live/probe/endpoint.ts";
import { infer, merge } from "../../src/live/shape/index.ts";
import { runs } from "../support/long.ts";
import { describe } from "../support/vendor.ts";
import { ok } from "./night.ts";

/** What the shape of bodies shows against a schema, as `rule pointer`. */
function held(schema: JsonObject, bodies: readonly Json[], version = "3.1.0"): string[] {
  const { document } = describe({ "/orders": { get: { responses: ok(schema) } } }, { openapi: version, components });
  const at = endpoint(document, { method: "get", path: "/orders" });
  const response = at && responseFor(at, 200);
  const media = response && mediaTypeFor(document, response, "application/json");
  if (!at || !media) throw new RangeError("the operation answers JSON");
  const shape = bodies.map((body) => infer(body)).reduce(merge);
  return ofShape(at, 200, media, shape).map(({ deviation: { rule, instancePath } }) =>
    `${rule} ${instancePath}`.trim(),
  );
}

const components: Json = {
  schemas: {
    Id: { type: "string" },
    Maybe: { nullable: true, allOf: [{ $ref: "#/components/schemas/Id" }] },
    Node: { type: "object", properties: { name: { type: "string" }, next: { $ref: "#/components/schemas/Node" } } },
    Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] },
  },
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const a = (schema: Json): JsonObject => ({ type: "object", properties: { a: schema } });

const mismatch = "response-property-type-mismatch";
const nulled = "response-property-null-undocumented";
const unknown = "response-property-undocumented";

test.each<[what: string, schema: JsonObject, bodies: Json[], expected: string[], version?: string]>([
  ["a text for a number", a({ type: "number" }), [{ a: 1 }, { a: "1" }], [`${mismatch} /a`]],
  ["a whole number for a number", a({ type: "number" }), [{ a: 1 }], []],
  ["a fraction for an integer", a({ type: "integer" }), [{ a: 1.5 }], [`${mismatch} /a`]],
  ["null for a text", a({ type: "string" }), [{ a: null }], [`${nulled} /a`]],
  ["null and a number for a text", a({ type: "string" }), [{ a: null }, { a: 1 }], [`${nulled} /a`, `${mismatch} /a`]],
  ["null where it is a type", a({ type: ["string", "null"] }), [{ a: null }], []],
  ["null where it is listed", a({ enum: ["x", null] }), [{ a: null }], []],
  ["a number where texts are listed", a({ enum: ["x"] }), [{ a: 1 }], [`${mismatch} /a`]],
  ["a text behind a reference", a(ref("Id")), [{ a: 1 }], [`${mismatch} /a`]],
  ["null, nullable in 3.0", a({ type: "string", nullable: true }), [{ a: null }], [], "3.0.3"],
  ["null, nullable around a reference in 3.0", a(ref("Maybe")), [{ a: null }], [], "3.0.3"],
  ["a number, nullable around a reference", a(ref("Maybe")), [{ a: 1 }], [`${mismatch} /a`], "3.0.3"],
  ["what one alternative allows", a({ oneOf: [{ type: "string" }, { type: "null" }] }), [{ a: null }, { a: "x" }], []],
  ["what no alternative allows", a({ anyOf: [{ type: "string" }, { type: "null" }] }), [{ a: 1 }], [`${mismatch} /a`]],
  ["what an alternative says nothing of", { oneOf: [a({ type: "string" }), { type: "object" }] }, [{ a: 1 }], []],
  [
    "a property that all alternatives type",
    { oneOf: [a({ type: "string" }), a(ref("Id"))] },
    [{ a: 1 }],
    [`${mismatch} /a`],
  ],
  [
    "an alternative that is no object",
    { oneOf: [a({ type: "string" }), { type: "null" }] },
    [{ a: 1 }, null],
    [`${mismatch} /a`],
  ],
  ["what allOf narrows", { allOf: [a({}), a({ type: "string" })] }, [{ a: 1 }], [`${mismatch} /a`]],
  ["an unknown property", a({}), [{ a: 1, b: 2 }], [`${unknown} /b`]],
  ["an unknown property of an open object", { ...a({}), additionalProperties: true }, [{ a: 1, b: 2 }], []],
  ["items", { type: "array", items: ref("Node") }, [[{ name: 1 }]], [`${mismatch} /*/name`]],
  ["a list for an object", ref("Node"), [[]], [mismatch]],
  ["what is recursive", ref("Node"), [{ next: { next: { name: 1 } } }], [`${mismatch} /next/next/name`]],
  ["what says nothing but itself", ref("Loop"), [1, "x", null], []],
  ["a tuple", a({ prefixItems: [{ type: "string" }], items: { type: "number" } }), [{ a: ["x", 1] }], []],
  ["a false schema", a(false), [{ a: 1 }], []],
])("a shape against a schema: %s", (_, schema, bodies, expected, version) => {
  expect(held(schema, bodies, version)).toEqual(expected);
});

/** Schemas of few types and properties, so that they often meet the values. */
const { schema } = fc.letrec<{ schema: Json; object: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>({}, true, ref("Id"), ref("Node")),
    fc.record({ type: fc.constantFrom("string", "number", "integer", "null", "object", "array", "boolean") }),
    fc.record({ enum: fc.constantFrom<Json>(["x"], [1], [null, "x"], [1.5]) }),
    tie("object"),
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    ...(["allOf", "anyOf", "oneOf"] as const).map((keyword) =>
      fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((parts): Json => ({ [keyword]: parts })),
    ),
  ),
  object: fc.record(
    {
      properties: fc.dictionary(fc.constantFrom("a", "name", "next"), tie("schema")),
      additionalProperties: fc.oneof(fc.constantFrom<Json>(true, false), tie("schema")),
      patternProperties: fc.constant<Json>({ "^a": { type: "string" } }),
    },
    { requiredKeys: ["properties"] },
  ),
}));

const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>("x", 1, 1.5, null, true),
    fc.dictionary(fc.constantFrom("a", "name", "next", "b"), tie("value")),
    fc.array(tie("value"), { maxLength: 2 }),
  ),
})).value;

test("of bodies that fit, no shape says that a type does not", async () => {
  const { document } = describe({}, { components });
  await fc.assert(
    fc.asyncProperty(schema, fc.array(value, { minLength: 1, maxLength: 4 }), async (written, bodies) => {
      const { response } = await checker({ ...document });
      const fitting = bodies.filter((body) => response(written, "/x", body).length === 0);
      const found = fitting.length > 0 && isObject(written) ? held(written, fitting) : [];
      expect(found.filter((one) => !one.startsWith(unknown))).toEqual([]);
    }),
    runs(300),
  );
});
