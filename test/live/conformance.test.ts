import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, night, ok } from "./night.ts";

const json = { "content-type": "application/json" };

function inJson(body: Json): Reply {
  return { headers: json, body: JSON.stringify(body) };
}

function headed(schema: Json): JsonObject {
  return { "200": { headers: { "X-Total": { schema } } } };
}

const order: JsonObject = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, total: { type: "number" }, state: { enum: ["open", "paid"] } },
};

const animals: JsonObject = {
  oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
};
const components: JsonObject = {
  schemas: {
    Cat: {
      type: "object",
      required: ["kind", "lives"],
      properties: { kind: { const: "cat" }, lives: { type: "integer" } },
    },
    Dog: {
      type: "object",
      required: ["kind", "tricks"],
      properties: { kind: { const: "dog" }, tricks: { type: "array" } },
    },
    Pet: {
      type: "object",
      required: ["kind"],
      properties: { kind: { type: "string" } },
      discriminator: { propertyName: "kind" },
    },
    Bird: {
      allOf: [{ $ref: "#/components/schemas/Pet" }, { type: "object", properties: { wings: { type: "integer" } } }],
    },
    Car: { type: "object", properties: { on: { type: "string" }, doors: { type: "integer" } } },
    Bike: { type: "object", properties: { on: { type: "string" }, gears: { type: "integer" } } },
    Tree: { type: "object", properties: { leaf: { type: "string" }, left: { $ref: "#/components/schemas/Tree" } } },
    Cycle: { anyOf: [{ $ref: "#/components/schemas/Cycle" }] },
  },
};

const vehicles = {
  oneOf: [{ $ref: "#/components/schemas/Car" }, { $ref: "#/components/schemas/Bike" }],
  discriminator: { propertyName: "on", mapping: { four: "Car", two: "#/components/schemas/Bike" } },
};

test.each<[name: string, schema: Json, body: Json, expected: string[]]>([
  ["a body that fits", order, { id: "o1", total: 3, state: "open" }, []],
  ["a required property is absent", order, { total: 3 }, ["response-property-missing /id"]],
  ["an unknown property", order, { id: "o1", note: "x" }, ["response-property-undocumented /note"]],
  ["another type", order, { id: 1 }, ["response-property-type-mismatch /id"]],
  ["a null that is not allowed", order, { id: null }, ["response-property-null-undocumented /id"]],
  [
    "a value that is not listed",
    order,
    { id: "o1", state: "void" },
    ["response-property-enum-value-undocumented /state"],
  ],
  ["the root has another type", order, [], ["response-property-type-mismatch"]],
  [
    "a value of another type is in no list and of no format either",
    { type: "object", properties: { state: { type: "string", enum: ["a"] }, n: { type: "integer", format: "int64" } } },
    { state: 7, n: 1.5 },
    ["response-property-type-mismatch /state", "response-property-type-mismatch /n"],
  ],
  [
    "one deviation for all items",
    { type: "array", items: order },
    [{ id: 1 }, { id: 2 }, { id: 3 }],
    ["response-property-type-mismatch /*/id"],
  ],
  [
    "keys that are data",
    { type: "object", additionalProperties: order },
    { cus_9s6XKzkNRiz8i3: { id: 1 } },
    ["response-property-type-mismatch /*/id"],
  ],
  ["a constraint", { type: "string", maxLength: 2 }, "abc", ["response-property-constraint-violated"]],
  ["a format", { type: "string", format: "date-time" }, "yesterday", ["response-property-constraint-violated"]],
  ["a format that nobody knows", { type: "string", format: "colour" }, "red", []],
  [
    "a pattern that would run for ages",
    { type: "string", pattern: "^(a+)+$" },
    `${"a".repeat(40)}!`,
    ["response-property-constraint-violated"],
  ],
  ["a pattern that cannot be linear is not held against it", { type: "string", pattern: "^(?=a)b" }, "x", []],
  [
    "each property is held against its own pattern",
    { type: "object", properties: { a: { type: "string", pattern: "^a" }, b: { type: "string", pattern: "^b" } } },
    { a: "a", b: "b" },
    [],
  ],
  ["an open object", { type: "object", properties: {}, additionalProperties: true }, { note: "x" }, []],
  [
    "a closed object",
    { type: "object", properties: {}, additionalProperties: false },
    { note: "x" },
    ["response-property-undocumented /note"],
  ],
  ["properties of all branches are known", { allOf: [order, { properties: { more: {} } }] }, { id: "o1", more: 1 }, []],
  ["a write-only property is not expected", { required: ["pin"], properties: { pin: { writeOnly: true } } }, {}, []],
  ["the branch that its tag means", animals, { kind: "cat" }, ["response-property-missing /lives"]],
  ["no branch has the tag", animals, { kind: "cow" }, ["response-property-alternative-undocumented /kind"]],
  [
    "no branch has the type",
    { anyOf: [{ type: "string" }, { type: "integer" }] },
    true,
    ["response-property-type-mismatch"],
  ],
  ["both branches fit", { oneOf: [{ type: "number" }, { type: "integer" }] }, 1, []],
  [
    "the discriminator names the branch",
    { ...animals, discriminator: { propertyName: "kind", mapping: { hound: "Dog" } } },
    { kind: "hound", tricks: 1 },
    ["response-property-enum-value-undocumented /kind", "response-property-type-mismatch /tricks"],
  ],
  [
    "the discriminator's branch decides, though another would take anything",
    vehicles,
    { on: "four", doors: "5" },
    ["response-property-type-mismatch /doors"],
  ],
  [
    "a kind that a whole mapping does not have",
    vehicles,
    { on: "three" },
    ["response-property-alternative-undocumented /on"],
  ],
  [
    "a kind that names no branch, where the contract does not say how they are named",
    { ...vehicles, discriminator: { propertyName: "on" } },
    { on: "three" },
    [],
  ],
  [
    "what builds on a schema with a discriminator",
    { $ref: "#/components/schemas/Pet" },
    { kind: "Bird", wings: 2 },
    [],
  ],
  [
    "what no kind of it has",
    { $ref: "#/components/schemas/Pet" },
    { kind: "Bird", fins: 2 },
    ["response-property-undocumented /fins"],
  ],
  [
    "the only branch of its type, whatever its members",
    { anyOf: [{ type: "null" }, order] },
    { id: "o1", state: "void" },
    ["response-property-enum-value-undocumented /state"],
  ],
  [
    "a listed value that all branches want alike is no tag",
    {
      oneOf: [
        { type: "object", required: ["a"], properties: { of: { enum: ["x"] }, a: {} } },
        { type: "object", required: ["b", "c"], properties: { of: { enum: ["x"] }, b: {}, c: {} } },
      ],
    },
    { of: "y", a: 1 },
    ["response-property-enum-value-undocumented /of"],
  ],
  [
    "a branch that knows less does not rule out one that refuses",
    {
      oneOf: [
        { ...order, additionalProperties: false },
        { type: "object", required: ["x", "y"], properties: {} },
      ],
    },
    { id: "o1", more: 1 },
    ["response-property-undocumented /more"],
  ],
  [
    "a kind of one value goes before a list of several, in whatever order the branches come",
    {
      oneOf: [
        { type: "object", properties: { kind: { enum: ["n"] } } },
        { type: "object", properties: { kind: { enum: ["m"] }, size: { enum: ["s", "l"] } } },
      ],
    },
    { kind: "m", size: "xl" },
    ["response-property-enum-value-undocumented /size"],
  ],
  ["a fraction that no float can tell", { multipleOf: 0.01 }, 4.35, []],
  ["a fraction too fine", { multipleOf: 0.01 }, 4.351, ["response-property-constraint-violated"]],
  [
    "a list without what it must contain, and none of its items",
    { type: "array", contains: { type: "integer" } },
    ["a"],
    ["response-property-constraint-violated"],
  ],
  [
    "a name that must not be, told once",
    { type: "object", additionalProperties: true, propertyNames: { maxLength: 2 } },
    { abc: 1 },
    ["response-property-constraint-violated"],
  ],
  [
    "unevaluatedProperties",
    { type: "object", unevaluatedProperties: false },
    { more: 1 },
    ["response-property-undocumented /more"],
  ],
  [
    "a schema within itself",
    { $ref: "#/components/schemas/Tree" },
    { left: { left: { leaf: 1 } } },
    ["response-property-type-mismatch /left/left/leaf"],
  ],
  ["a schema that is only itself", { $ref: "#/components/schemas/Cycle" }, 1, []],
  ["a reference that leads nowhere", { $ref: "#/components/schemas/Nothing" }, 1, []],
  ["keywords that make no sense", { type: "strange", required: true, maxLength: "3", enum: [] }, "abc", []],
])("body: %s", async (_, schema, body, expected) => {
  expect(brief(await night(inJson(body), ok(schema), { document: { components } }))).toEqual(expected);
});

test.each<[name: string, schema: Json, body: Json, expected: string[]]>([
  ["nullable", { type: "string", nullable: true }, null, []],
  ["nullable beside an enum", { type: "string", nullable: true, enum: ["a"] }, null, []],
  ["nullable without a type", { nullable: true, allOf: [{ type: "object" }] }, null, []],
  ["not nullable", { type: "string" }, null, ["response-property-null-undocumented"]],
  ["a nullable of another type", { type: "string", nullable: true }, 1, ["response-property-type-mismatch"]],
  ["a boolean exclusive bound", { minimum: 1, exclusiveMinimum: true }, 1, ["response-property-constraint-violated"]],
  ["nothing counts beside a reference", { $ref: "#/components/schemas/Tree", required: ["x"] }, {}, []],
])("OpenAPI 3.0: %s", async (_, schema, body, expected) => {
  expect(brief(await night(inJson(body), ok(schema), { document: { components, openapi: "3.0.3" } }))).toEqual(
    expected,
  );
});

test.each<[name: string, responses: JsonObject, reply: Reply, expected: string[]]>([
  ["an undocumented status", ok({}), { status: 202 }, ["response-status-undocumented"]],
  ["a documented range", { "2XX": {} }, { status: 202 }, []],
  ["the default", { default: {} }, { status: 418 }, []],
  [
    "another media type",
    ok({}),
    { headers: { "content-type": "text/csv" }, body: "a,b" },
    ["response-media-type-undocumented"],
  ],
  [
    "a media type with parameters",
    ok({}),
    { headers: { "content-type": "Application/JSON; charset=utf-8" }, body: "{}" },
    [],
  ],
  [
    "a range of media types",
    { "200": { content: { "image/*": {} } } },
    { headers: { "content-type": "image/png" }, body: "png" },
    [],
  ],
  ["no JSON at all", ok({}), { headers: json, body: "<p>" }, ["response-body-unparsable"]],
  [
    "JSON of hostile depth",
    ok({}),
    { headers: json, body: "[".repeat(5000) + "]".repeat(5000) },
    ["response-body-unparsable"],
  ],
  ["no body", ok({}), { headers: json }, ["response-body-missing"]],
  ["text that is empty", { "200": { content: { "text/csv": {} } } }, { headers: { "content-type": "text/csv" } }, []],
  [
    "the same body under the name of another kind of JSON",
    ok(order),
    { headers: { "content-type": "application/vnd.shop+json" }, body: '{"id":3}' },
    ["response-media-type-undocumented", "response-property-type-mismatch /id"],
  ],
  [
    "another body of another kind of JSON",
    ok(order),
    { headers: { "content-type": "application/problem+json" }, body: '{"title":"no","status":404}' },
    ["response-media-type-undocumented"],
  ],
  [
    "media types that only differ in a parameter",
    {
      "200": {
        content: {
          "application/json;version=1": { schema: { type: "string" } },
          "application/json;version=2": { schema: { type: "integer" } },
        },
      },
    },
    { headers: { "content-type": "application/json; charset=utf-8; Version=2" }, body: "1" },
    [],
  ],
  [
    "a header that is required",
    { "200": { headers: { "X-Total": { required: true } } } },
    {},
    ["response-header-missing"],
  ],
  [
    "a header that is there",
    { "200": { headers: { "X-Total": { required: true } } } },
    { headers: { "x-total": "3" } },
    [],
  ],
  [
    "a header that is not as documented",
    headed({ type: "integer" }),
    { headers: { "x-total": "many" } },
    ["response-header-mismatch"],
  ],
  ["a header that spells a number", headed({ type: "integer", minimum: 1 }), { headers: { "x-total": "3" } }, []],
  [
    "a header that is a list",
    headed({ type: "array", items: { type: "integer" } }),
    { headers: { "x-total": "1, 2" } },
    [],
  ],
  ["Content-Type is no header of its own", { "200": { headers: { "Content-Type": { required: true } } } }, {}, []],
  [
    "text that is not as documented",
    { "200": { content: { "text/plain": { schema: { type: "string", maxLength: 2 } } } } },
    { headers: { "content-type": "text/plain" }, body: "abc" },
    ["response-property-constraint-violated"],
  ],
  [
    "text with a schema for JSON",
    { "200": { content: { "text/plain": { schema: order } } } },
    { headers: { "content-type": "text/plain" }, body: "abc" },
    [],
  ],
  [
    "a form",
    {
      "200": {
        content: {
          "application/x-www-form-urlencoded": { schema: { required: ["n"], properties: { n: { type: "integer" } } } },
        },
      },
    },
    { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "n=3&more=1" },
    ["response-property-undocumented /more"],
  ],
  ["a redirect for now", ok({}), { status: 307, headers: { location: "/login" } }, []],
  [
    "a move for good",
    ok({}),
    { status: 308, headers: { location: "/v2/orders" } },
    ["response-redirected-permanently"],
  ],
])("answer: %s", async (_, responses, reply, expected) => {
  expect(brief(await night(reply, responses))).toEqual(expected);
});

test("a deviation says where it stands, read through the operation and as written, and holds no value", async () => {
  const document = { components: { schemas: { Order: order } } };
  const { samples } = await night(
    { body: [{ id: 42 }] },
    ok({ type: "array", items: { $ref: "#/components/schemas/Order" } }),
    { document },
  );
  expect(samples[0]?.pinned).toEqual({
    known: true,
    documented: true,
    violations: [],
    deviations: [
      {
        rule: "response-property-type-mismatch",
        operation: { method: "get", path: "/orders" },
        status: 200,
        instancePath: "/*/id",
        pointer: "/paths/~1orders/get/responses/200/content/application~1json/schema/items/properties/id",
        written: "/components/schemas/Order/properties/id",
        keyword: "type",
        text: "/*/id must be string",
        fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
      },
    ],
  });
});
