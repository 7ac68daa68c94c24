import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { brief, compared } from "./brief.ts";

/** What is told of two bodies that may be anything at all, and which places could not be read. */
function told(base: Json, revision: Json, components: readonly [JsonObject, JsonObject] = [{}, {}]) {
  return toldOf(sending(base, components[0]), sending(revision, components[1]));
}

function toldOf(base: JsonObject, revision: JsonObject) {
  const { changes, unknown } = compared(base, revision);
  return {
    changes: brief(changes).map(({ level, at }) => `${level}: ${at}`),
    unknown: unknown.map(({ side, pointer, text }) => `${side}${pointer.replace(body, " body")}: ${text}`),
  };
}

const body = "/paths/~1orders/post/requestBody/content/application~1json/schema";

function sending(schema: Json, schemas: JsonObject): JsonObject {
  const requestBody = { content: { "application/json": { schema } } };
  return { openapi: "3.1.0", paths: { "/orders": { post: { requestBody } } }, components: { schemas } };
}

function orders(operation: Json): JsonObject {
  return { openapi: "3.1.0", paths: { "/orders": { post: operation } } };
}

function component(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

describe("a reference that names nothing makes just that place unknown", () => {
  const nowhere = (name: string) => `$ref "#/components/schemas/${name}" leads nowhere in this document`;
  const holding = (x: Json, y: Json) => ({ properties: { x, y } });
  const yChanged = "breaking: POST /orders → y of request body: integer (was string)";

  test.each([
    ["in the base", component("Gone"), { type: "string" }, [`base body/properties/x: ${nowhere("Gone")}`]],
    ["in the revision", { type: "string" }, component("Gone"), [`revision body/properties/x: ${nowhere("Gone")}`]],
    [
      "in another file",
      { $ref: "other.yaml" },
      { type: "string" },
      ['base body/properties/x: $ref "other.yaml" leads nowhere in this document'],
    ],
  ])("%s", (_, before, after, unknown) => {
    const [base, revision] = [holding(before, { type: "string" }), holding(after, { type: "integer" })];
    expect(told(base, revision)).toEqual({ changes: [yChanged], unknown });
  });

  test.each<[name: string, components: readonly [JsonObject, JsonObject], side: string]>([
    ["in both documents, where nothing else changed", [{}, {}], "revision"],
    ["in the older one alone", [{}, { Gone: { type: "string" } }], "base"],
    ["below a component that both have", [{ Gone: {} }, { Gone: {} }], "revision"],
  ])("%s", (_, components, side) => {
    const name = components[0].Gone ? "Gone/properties/x" : "Gone";
    const body = { properties: { x: component(name) } };
    expect(told(body, body, components)).toEqual({
      changes: [],
      unknown: [`${side} body/properties/x: ${nowhere(name)}`],
    });
  });

  test("once, however often it is used", () => {
    const twice = { A: { properties: { x: component("Gone"), y: component("Gone") } } };
    expect(told(component("A"), component("A"), [twice, twice])).toEqual({
      changes: [],
      unknown: [`revision/components/schemas/A/properties/x: ${nowhere("Gone")}, here and in another place`],
    });
  });

  test("a component that is nothing but itself", () => {
    const loop = { A: component("B"), B: component("A") };
    const found = told(component("A"), component("A"), [loop, { A: { type: "string" } }]);
    expect(found).toEqual({ changes: [], unknown: [`base body: ${nowhere("A")}`] });
  });

  test("a name that every object has", () => {
    const found = told({ type: "string" }, component("constructor"));
    expect(found).toEqual({ changes: [], unknown: [`revision body: ${nowhere("constructor")}`] });
  });
});

describe("a schema that leads back to itself says what is beside it", () => {
  test.each(["allOf", "oneOf", "anyOf"])("in %s", (keyword) => {
    const loop = (type: string) => ({ A: { [keyword]: [component("A"), { type }] } });
    const found = told(component("A"), component("A"), [loop("object"), loop("string")]);
    expect(found).toEqual({ changes: ["breaking: POST /orders → request body: string (was object)"], unknown: [] });
  });
});

describe("something else where a schema or one of its parts belongs", () => {
  test.each<[name: string, base: Json, unknown: string]>([
    ["text for a schema", "string", "base body/properties/x: a schema is an object or a boolean, and this is a string"],
    ["a list for a schema", [{}], "base body/properties/x: a schema is an object or a boolean, and this is a list"],
    [
      "a number for a type",
      { type: 3 },
      "base body/properties/x/type: `type` is a type or a list of types, and this is 3",
    ],
    [
      "a type that there is not",
      { type: "text" },
      'base body/properties/x/type: `type` is a type or a list of types, and this is "text"',
    ],
    [
      "a list for properties",
      { properties: [] },
      "base body/properties/x/properties: `properties` is an object, and this is a list",
    ],
    ["text for values", { enum: "a" }, 'base body/properties/x/enum: `enum` is a list, and this is "a"'],
    [
      "a flag for required",
      { required: true },
      "base body/properties/x/required: `required` is a list, and this is true",
    ],
    ["an object for branches", { oneOf: {} }, "base body/properties/x/oneOf: `oneOf` is a list, and this is an object"],
  ])("%s", (_, base, unknown) => {
    expect(told({ properties: { x: base } }, { properties: { x: {} } })).toEqual({ changes: [], unknown: [unknown] });
  });
});

describe("something else where a part of an operation belongs", () => {
  test.each<[name: string, base: JsonObject, unknown: string]>([
    [
      "text for an operation",
      orders("x"),
      "base/paths/~1orders/post: an object is expected here, and this is a string",
    ],
    [
      "an object for parameters",
      orders({ parameters: {} }),
      "base/paths/~1orders/post/parameters: a list is expected here, and this is an object",
    ],
    [
      "text for a parameter",
      orders({ parameters: ["x"] }),
      "base/paths/~1orders/post/parameters/0: a parameter needs a name and a place (`in`)",
    ],
    [
      "a list for responses",
      orders({ responses: [] }),
      "base/paths/~1orders/post/responses: an object is expected here, and this is a list",
    ],
    [
      "text for a response",
      orders({ responses: { 200: "ok" } }),
      "base/paths/~1orders/post/responses/200: an object is expected here, and this is a string",
    ],
    [
      "text for a body",
      orders({ requestBody: "x" }),
      "base/paths/~1orders/post/requestBody: an object is expected here, and this is a string",
    ],
    [
      "text for media types",
      orders({ requestBody: { content: "x" } }),
      "base/paths/~1orders/post/requestBody/content: an object is expected here, and this is a string",
    ],
    [
      "text for security",
      orders({ security: "x" }),
      "base/paths/~1orders/post/security: a list is expected here, and this is a string",
    ],
    [
      "text for servers",
      orders({ servers: "x" }),
      "base/paths/~1orders/post/servers: a list is expected here, and this is a string",
    ],
    ["a list for paths", { openapi: "3.1.0", paths: [] }, "base/paths: an object is expected here, and this is a list"],
    [
      "text for a path",
      { openapi: "3.1.0", paths: { "/orders": "x" } },
      "base/paths/~1orders: an object is expected here, and this is a string",
    ],
  ])("%s", (_, base, unknown) => {
    expect(toldOf(base, orders({ requestBody: {} })).unknown).toEqual([unknown]);
  });
});

test("what stands empty in YAML is empty, and no mistake", () => {
  const empty = orders({ parameters: null, requestBody: { content: null }, responses: { 204: null }, security: null });
  expect(toldOf(empty, orders({ requestBody: {}, responses: { 204: {} } }))).toEqual({ changes: [], unknown: [] });
});

test("properties may be named like what every object has", () => {
  const named = (type: string) =>
    JSON.parse(`{"properties":{"__proto__":{"type":"${type}"},"toString":{"type":"string"}}}`);
  expect(told(named("string"), named("integer"))).toEqual({
    changes: ["breaking: POST /orders → __proto__ of request body: integer (was string)"],
    unknown: [],
  });
});

describe("large and entangled descriptions end", () => {
  const count = (many: number) => Array.from({ length: many }, (_, i) => i);
  const entangled = (many: number, leaf: JsonObject, hold: (refs: JsonObject[]) => JsonObject) =>
    Object.fromEntries(
      count(many).map((i) => {
        const refs = [1, 2, 3, 5, 8, 13].map((step) => component(`C${(i * step + step) % many}`));
        return [`C${i}`, i === 7 ? leaf : hold(refs)];
      }),
    );
  const changed = (hold: (refs: JsonObject[]) => JsonObject, many: number) =>
    told(component("C0"), component("C0"), [
      entangled(many, { type: "string" }, hold),
      entangled(many, { type: "integer" }, hold),
    ]);

  test("a thousand components that refer to each other", () => {
    const found = changed((refs) => ({ properties: Object.fromEntries(refs.map((ref, i) => [`p${i}`, ref])) }), 1000);
    expect(found.changes).toEqual(["breaking: POST /orders → p0.p2.p0 of request body: integer (was string)"]);
  });

  test("a hundred choices between each other", () => {
    const found = changed((anyOf) => ({ anyOf }), 100);
    expect(found.changes).toEqual([
      "breaking: POST /orders → (anyOf 0)(anyOf 2)(anyOf 0) of request body: integer (was string)",
    ]);
  });

  test("allOf in allOf, two hundred deep", () => {
    const chain = (required: string[]) =>
      Object.fromEntries(count(200).map((i) => [`C${i}`, i === 199 ? { type: "object", required } : link(i)]));
    const link = (i: number) => ({ allOf: [component(`C${i + 1}`), { properties: { [`p${i}`]: {} } }] });
    const found = told(component("C0"), component("C0"), [chain([]), chain(["p3"])]);
    expect(found.changes).toEqual(["breaking: POST /orders → p3 of request body must now be sent"]);
  });

  test("allOf of the same twice, sixty deep", () => {
    const doubled = (type: string) =>
      Object.fromEntries(count(60).map((i) => [`C${i}`, i === 59 ? { type } : { allOf: [next(i), next(i)] }]));
    const next = (i: number) => ({ allOf: [component(`C${i + 1}`)] });
    const found = told(component("C0"), component("C0"), [doubled("string"), doubled("integer")]);
    expect(found.changes).toEqual(["breaking: POST /orders → request body: integer (was string)"]);
  });

  test("ten thousand variants", () => {
    const variant = (i: number) => ({ required: ["kind"], properties: { kind: { const: `v${i}` }, x: {} } });
    const variants = count(10_000).map(variant);
    const found = told({ oneOf: variants }, { oneOf: variants.filter((_, i) => i !== 5000) });
    expect(found.changes).toEqual(["breaking: POST /orders → (oneOf 5000) of request body has lost a variant"]);
  });

  test("properties a thousand deep", () => {
    const deep = (leaf: JsonObject) => count(1000).reduce<JsonObject>((inner) => ({ properties: { a: inner } }), leaf);
    const found = told(deep({ type: "string" }), deep({ type: "integer" }));
    const path = count(1000)
      .map(() => "a")
      .join(".");
    expect(found.changes).toEqual([`breaking: POST /orders → ${path} of request body: integer (was string)`]);
  });
});

describe("what is behind a reference that leads nowhere any more is unknown, and not gone", () => {
  const behind = (section: string) => ({ $ref: `#/components/${section}/R` });
  test.each<[section: string, component: JsonObject, paths: JsonObject, place: string]>([
    ["responses", {}, { "/o": { get: { responses: { 200: behind("responses") } } } }, "/get/responses/200"],
    [
      "headers",
      { schema: {} },
      { "/o": { get: { responses: { 200: { headers: { ETag: behind("headers") } } } } } },
      "/get/responses/200/headers/ETag",
    ],
    [
      "parameters",
      { name: "q", in: "query" },
      { "/o": { get: { parameters: [behind("parameters")] } } },
      "/get/parameters/0",
    ],
    [
      "requestBodies",
      { content: {} },
      { "/o": { post: { requestBody: behind("requestBodies") } } },
      "/post/requestBody",
    ],
    ["pathItems", { get: {} }, { "/o": behind("pathItems") }, ""],
    [
      "callbacks",
      { "{$url}": { post: {} } },
      { "/o": { post: { callbacks: { c: behind("callbacks") } } } },
      "/post/callbacks/c",
    ],
  ])("%s", (section, component, paths, place) => {
    const whole = { openapi: "3.1.0", paths, components: { [section]: { R: component } } };
    const lost = { openapi: "3.1.0", paths };
    const text = `$ref "#/components/${section}/R" leads nowhere in this document`;
    expect([toldOf(whole, lost), toldOf(lost, whole)]).toEqual(
      ["revision", "base"].map((side) => ({ changes: [], unknown: [`${side}/paths/~1o${place}: ${text}`] })),
    );
  });
});
