import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { runs } from "../../support/long.ts";
import { edited } from "./edited.ts";
import { oracle } from "./oracle.ts";
import { isProved } from "./parties.ts";
import { anyValue } from "./schemas.ts";

/** What is said of one schema beside another: every value of the second is, or is not, proved to be one of the first. */
type Row = readonly [says: string, outer: JsonObject, inner: JsonObject];

const cat = { type: "object", required: ["kind"], properties: { kind: { const: "cat" }, lives: { type: "integer" } } };
const dog = { type: "object", required: ["kind"], properties: { kind: { const: "dog" }, tricks: { type: "array" } } };
const pet = { type: "object", required: ["kind"], properties: { kind: { enum: ["cat", "dog"] } } };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("is proved", () => {
  test.each<Row>([
    ["an integer is a number", { type: "number" }, { type: "integer" }],
    ["a value that cannot be null is one that can", { type: ["string", "null"] }, { type: "string" }],
    ["a listed value is one of a longer list", { enum: ["a", "b", "c"] }, { enum: ["b", "a"] }],
    ["a listed value fits whatever it fits", { type: "string", maxLength: 2 }, { enum: ["a", "ab"] }],
    ["true and false are all there is", { enum: [true, false] }, { type: "boolean" }],
    ["a tighter bound", { maximum: 10 }, { type: "integer", exclusiveMaximum: 10 }],
    ["a multiple of a multiple", { type: "integer", multipleOf: 5 }, { type: "integer", multipleOf: 10 }],
    ["a shorter string", { type: "string", maxLength: 10 }, { type: "string", minLength: 1, maxLength: 5 }],
    [
      "a format that is part of another",
      { type: "string", format: "uri-reference" },
      { type: "string", format: "uri" },
    ],
    ["the same pattern", { type: "string", pattern: "^a" }, { type: "string", pattern: "^a", maxLength: 9 }],
    ["a keyword of another type says nothing", { type: "string", maxItems: 2 }, { type: "string" }],
    [
      "a tuple of an array",
      { items: { type: "number" } },
      { type: "array", prefixItems: [{ const: 1 }], items: false },
    ],
    ["an array of one has no twins", { uniqueItems: true }, { type: "array", maxItems: 1 }],
    ["more required properties", { required: ["a"], type: "object" }, { required: ["a", "b"], type: "object" }],
    ["an object with two members has one", { minProperties: 1 }, { type: "object", required: ["a", "b"] }],
    [
      "a closed object of an open one",
      { type: "object" },
      { type: "object", properties: { a: {} }, additionalProperties: false },
    ],
    [
      "a named property of additional ones",
      { additionalProperties: { type: "number" } },
      { type: "object", properties: { a: { const: 1 } }, additionalProperties: false },
    ],
    [
      "the same property pattern",
      { patternProperties: { "^x-": {} }, additionalProperties: false },
      { type: "object", patternProperties: { "^x-": { const: 1 } }, additionalProperties: false },
    ],
    ["what a property needs is always there", { dependentRequired: { a: ["b"] } }, { type: "object", required: ["b"] }],
    ["a branch of a choice", { anyOf: [cat, dog] }, cat],
    ["a branch that the other branches rule out", { oneOf: [cat, dog] }, dog],
    ["branches in another order, some fewer", { oneOf: [cat, dog, { type: "string" }] }, { oneOf: [dog, cat] }],
    ["a choice that is merged", pet, { anyOf: [cat, dog] }],
    ["an object or its id, then always its id", { anyOf: [{ type: "string" }, cat] }, { type: "string" }],
    ["what not rules out cannot come", { not: { type: "string" } }, { type: "integer" }],
    [
      "the same condition",
      { if: { required: ["a"] }, else: { required: ["b"] } },
      { if: { required: ["a"] }, else: { required: ["b"] }, type: "object" },
    ],
    ["a list that holds no value of its type", { type: "string" }, { type: "boolean", enum: [1] }],
  ])("%s", (_, outer, inner) => {
    expect(isProved(root(outer), root(inner))).toBe(true);
  });

  test("a tree of narrower leaves, however deep", () => {
    const tree = (leaf: JsonObject) => ({
      Tree: { type: "object", properties: { leaf, children: { type: "array", items: ref("Tree") } } },
      Root: ref("Tree"),
    });
    expect(isProved(documented(tree({ type: "number" })), documented(tree({ type: "integer" })))).toBe(true);
  });
});

describe("is not proved", () => {
  test.each<Row>([
    ["a number may be no integer", { type: "integer" }, { type: "number" }],
    ["null, where the outer never is", { type: "string" }, { type: ["string", "null"] }],
    [
      "null, which two branches take",
      { oneOf: [{ type: ["string", "null"] }, { type: ["array", "null"] }] },
      { type: ["string", "null"] },
    ],
    ["a value that is not listed", { enum: ["a"] }, { enum: ["a", "b"] }],
    ["any string, of a list", { enum: ["a"] }, { type: "string" }],
    ["an edge that is out", { exclusiveMaximum: 10 }, { type: "number", maximum: 10 }],
    ["a string that fits another pattern", { type: "string", pattern: "^a" }, { type: "string", pattern: "^ab" }],
    ["a format that nobody knows", { type: "string", format: "shop-code" }, { type: "string" }],
    [
      "a second format of an allOf",
      { allOf: [{ format: "uri" }, { format: "date" }] },
      { type: "string", format: "uri" },
    ],
    ["a property that is not always there", { required: ["a"] }, { type: "object", properties: { a: {} } }],
    [
      "a property that is not named, and may be anything",
      { properties: { a: { type: "string" } } },
      { type: "object" },
    ],
    [
      "a property that a pattern takes in",
      { patternProperties: { "^a": { type: "string" } } },
      { type: "object", properties: { ab: { type: "number" } } },
    ],
    ["an open object, of a closed one", { additionalProperties: false }, { type: "object" }],
    ["what fits two branches of a oneOf", { oneOf: [pet, cat] }, cat],
    ["what two lists of a oneOf share", { oneOf: [{ enum: ["a", "b"] }, { enum: ["b", "c"] }] }, { const: "b" }],
    [
      "an integer, which two types of a oneOf share",
      { oneOf: [{ type: "integer" }, { type: "number" }] },
      { type: "integer" },
    ],
    ["a branch that is new", { oneOf: [cat, dog] }, { oneOf: [cat, dog, { type: "string" }] }],
    ["an array that contains something else", { contains: { const: 1 } }, { type: "array", contains: { const: 2 } }],
    [
      "a property that is written only",
      { properties: { a: {} } },
      { type: "object", properties: { a: { writeOnly: true } } },
    ],
    ["a reference that leads nowhere", ref("Gone"), { type: "string" }],
    ["a type that JSON does not have", { type: "string" }, { type: "file" }],
  ])("%s", (_, outer, inner) => {
    expect(isProved(root(outer), root(inner))).toBe(false);
  });

  test("a tree of wider leaves", () => {
    const tree = (leaf: JsonObject) => ({
      Root: { type: "object", properties: { leaf, children: { type: "array", items: ref("Root") } } },
    });
    expect(isProved(documented(tree({ type: "integer" })), documented(tree({ type: "number" })))).toBe(false);
  });

  test("a choice that leads back to itself without a smaller value", () => {
    const circle = (other: JsonObject) => ({ Root: { anyOf: [ref("Root"), other] } });
    expect(isProved(documented(circle({ type: "integer" })), documented(circle({ type: "string" })))).toBe(false);
  });

  test("what takes too many steps", () => {
    const many = (name: string) => ({
      anyOf: Array.from({ length: 100 }, (_, i) => ({ type: "object", properties: { [name]: { maxLength: i } } })),
    });
    expect(isProved(root(many("a")), root(many("b")))).toBe(false);
  });
});

test.each([
  ["3.1", true],
  ["3.0", false],
] as const)("no value of a schema is refused by one that is proved to contain it, on OpenAPI %s", (_, modern) => {
  const property = fc.property(edited(modern), fc.array(anyValue, { minLength: 25, maxLength: 25 }), (pair, values) => {
    const [inner, outer] = pair;
    if (!isProved(outer, inner)) return;
    const [accepts, contains] = [oracle(inner), oracle(outer)];
    expect(values.filter((value) => accepts(value) && !contains(value))).toEqual([]);
  });
  fc.assert(property, runs(120));
});

function root(schema: JsonObject): JsonObject {
  return documented({ Root: schema });
}

function documented(schemas: JsonObject): JsonObject {
  return { openapi: "3.1.0", components: { schemas } };
}
