import { expect, test } from "vitest";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../support/vendor.ts";

interface Night {
  readonly asked: readonly string[];
  readonly sampling: Sampling;
}

async function night(
  paths: JsonObject,
  {
    routes = {},
    probes = [],
    vendor = {},
    document = {},
  }: {
    readonly routes?: Readonly<Record<string, Route>>;
    readonly probes?: readonly Partial<Probe>[];
    readonly vendor?: Partial<Vendor>;
    readonly document?: JsonObject;
  } = {},
): Promise<Night> {
  const server = await startVendor(routes);
  const config = vendorConfig(server.url, probes, { autoProbes: 20, ...vendor });
  const sampling = await sample(config, { pinned: describe(paths, document) }, testRuntime());
  return { asked: server.received.map(({ method, url }) => `${method} ${url}`).sort(), sampling };
}

function unreached({ sampling }: Night): string[] {
  return (sampling.auto?.unreached ?? []).map(({ operation: { method, path }, text }) => `${method} ${path}: ${text}`);
}

function json(schema: Json): JsonObject {
  return { "200": { content: { "application/json": { schema } } } };
}

const q = { name: "q", in: "query", required: true };

test.each<[name: string, parameter: JsonObject, expected: string]>([
  ["its example", { example: "a", examples: { x: { value: "b" } }, schema: { default: "c" } }, "a"],
  ["the first of its examples", { examples: { x: { value: "b" }, y: { value: "c" } } }, "b"],
  ["an example that is written elsewhere", { examples: { x: { $ref: "#/components/examples/X" } } }, "elsewhere"],
  ["its schema's example", { schema: { type: "string", example: "d", default: "e" } }, "d"],
  ["the first of its schema's examples", { schema: { examples: ["f", "g"] } }, "f"],
  ["its schema's default", { schema: { default: 3, enum: [4, 3] } }, "3"],
  ["the only value", { schema: { const: "h" } }, "h"],
  ["the first of the listed values", { schema: { $ref: "#/components/schemas/State" } }, "open"],
  ["the first that its schema allows", { example: "many", schema: { type: "integer", enum: [20] } }, "20"],
  ["a text that is no expression of ours", { example: "$steps.x.response.body", schema: { default: "i" } }, "i"],
])("a required parameter gets %s", async (_, parameter, expected) => {
  const document = {
    components: { examples: { X: { value: "elsewhere" } }, schemas: { State: { enum: ["open", "paid"] } } },
  };
  const { asked } = await night({ "/orders": { get: { parameters: [{ ...q, ...parameter }] } } }, { document });
  expect(asked).toEqual([`GET /orders?q=${expected}`]);
});

const id = { name: "id", in: "path", required: true };
const order = { type: "object", properties: { id: { type: "string" }, number: { type: "integer" }, lines: {} } };
const orders = { get: { responses: json({ type: "array", items: order }) } };
const one = { get: { parameters: [id] } };

test("what is safe and needs nothing is probed; optional parameters are left out", async () => {
  const found = await night({
    "/orders": { get: { parameters: [{ ...q, required: false, example: "a" }] }, head: {}, options: {} },
  });
  expect([found.asked, unreached(found)]).toEqual([["GET /orders", "HEAD /orders", "OPTIONS /orders"], []]);
});

test("what cannot be reached is told with its reason", async () => {
  const found = await night({
    "/orders": { post: {}, get: { deprecated: true }, head: { requestBody: { required: true } } },
    "/orders/{id}": { get: { parameters: [id, q] }, delete: { parameters: [id] } },
    "/broken/{a}": { get: {} },
  });
  expect([found.asked, unreached(found)]).toEqual([
    [],
    [
      "get /orders: it is deprecated",
      "post /orders: it is not safe",
      "head /orders: it needs a body",
      'get /orders/{id}: it needs a value for "id" and "q"',
      "delete /orders/{id}: it is not safe",
      'get /broken/{a}: it needs a value for "a"',
    ],
  ]);
});

test("the API key is no value that is missing", async () => {
  const found = await night(
    { "/orders": { get: { parameters: [q] } } },
    { vendor: { auth: { kind: "api-key", in: "query", name: "q", value: "k" } } },
  );
  expect(found.asked).toEqual(["GET /orders?q=k"]);
});

const body = [{ id: "o-1", number: 7, slug: "s", order_id: "x" }];

test.each<[name: string, paths: JsonObject, answer: Json, expected: string]>([
  ["an array", { "/orders": orders, "/orders/{id}": one }, body, "/orders/o-1"],
  [
    "an array within an envelope",
    {
      "/orders": { get: { responses: json({ properties: { total: {}, data: { items: order } } }) } },
      "/orders/{id}": one,
    },
    { data: body },
    "/orders/o-1",
  ],
  [
    "schemas that are referred to and merged",
    {
      "/orders": { get: { responses: json({ $ref: "#/components/schemas/Orders" }) } },
      "/orders/{id}": one,
    },
    body,
    "/orders/o-1",
  ],
  [
    "an id that is named after the thing",
    { "/orders": orders, "/orders/{orderId}": { get: { parameters: [{ ...id, name: "orderId" }] } } },
    body,
    "/orders/o-1",
  ],
  [
    "a parameter that is called like the thing",
    { "/orders": orders, "/orders/{order}": { get: { parameters: [{ ...id, name: "order" }] } } },
    body,
    "/orders/o-1",
  ],
  [
    "another name than id",
    { "/orders": orders, "/orders/{order_number}": { get: { parameters: [{ ...id, name: "order_number" }] } } },
    body,
    "/orders/7",
  ],
  [
    "the same name in both, before any other",
    {
      "/orders": { get: { responses: json({ items: { properties: { id: {}, order_id: {} } } }) } },
      "/orders/{order_id}": { get: { parameters: [{ ...id, name: "order_id" }] } },
    },
    body,
    "/orders/x",
  ],
  ["a path that goes on", { "/orders": orders, "/orders/{id}/lines": one }, body, "/orders/o-1/lines"],
  [
    "a list, rather than an example",
    { "/orders": orders, "/orders/{id}": { get: { parameters: [{ ...id, example: "e" }] } } },
    body,
    "/orders/o-1",
  ],
])("the id of one comes from the list of all: %s", async (_, paths, answer, expected) => {
  const document = {
    components: { schemas: { Orders: { allOf: [{ type: "array" }, { items: { allOf: [order] } }] } } },
  };
  const { asked } = await night(paths, { routes: { "/orders": { body: answer } }, document });
  expect(asked).toEqual(["GET /orders", `GET ${expected}`]);
});

test.each<[name: string, schema: Json, parameter: string]>([
  ["two lists", { properties: { a: { items: order }, b: { items: order } } }, "id"],
  ["a list of texts", { items: { type: "string" } }, "id"],
  ["no list", order, "id"],
  ["items that do not have it", { items: order }, "slug"],
  ["a property that is no single value", { items: { properties: { id: { properties: { a: {} } } } } }, "id"],
])("a list that does not make it evident gives nothing: %s", async (_, schema, parameter) => {
  const found = await night({
    "/orders": { get: { responses: json(schema) } },
    [`/orders/{${parameter}}`]: { get: { parameters: [{ ...id, name: parameter }] } },
  });
  expect(unreached(found)).toEqual([`get /orders/{${parameter}}: it needs a value for "${parameter}"`]);
});

test("lists follow from lists, and what they share has one value", async () => {
  const lines = {
    get: { parameters: [{ ...id, name: "order" }], responses: json({ items: { properties: { id: {} } } }) },
  };
  const { asked } = await night(
    {
      "/orders/{id}/lines/{line}": { get: { parameters: [id, { ...id, name: "line" }] } },
      "/orders/{order}/lines": lines,
      "/orders": orders,
    },
    { routes: { "/orders": { body }, "/orders/o-1/lines": { body: [{ id: 3 }] } } },
  );
  expect(asked).toEqual(["GET /orders", "GET /orders/o-1/lines", "GET /orders/o-1/lines/3"]);
});

test("a configured probe is kept, is not doubled, and lends what it was asked for", async () => {
  const shop = { name: "shop", in: "path", required: true };
  const { asked, sampling } = await night(
    {
      "/{shop}/orders": { parameters: [shop], ...orders },
      "/{shop}/orders/{id}": { parameters: [shop, id], get: {} },
    },
    {
      probes: [{ operation: "GET /{s}/orders", parameters: { s: "berlin" } }],
      routes: { "/berlin/orders": { body } },
    },
  );
  expect([asked, sampling.auto?.derived]).toEqual([
    ["GET /berlin/orders", "GET /berlin/orders/o-1"],
    [{ method: "get", path: "/{shop}/orders/{id}" }],
  ]);
});

test("a path that begins as a configured probe's does gets the same values there", async () => {
  const owner = { ...id, name: "owner", example: "made-up" };
  const parameters = [owner, { ...owner, name: "repo" }];
  const at = (rest: string): JsonObject => ({ [`/repos/{owner}/{repo}${rest}`]: { parameters, get: {} } });
  const { asked } = await night(
    { ...at("/issues"), ...at("/pulls"), "/users/{owner}": { parameters: [owner], get: {} } },
    { probes: [{ operation: "GET /repos/{o}/{r}/issues", parameters: { o: "acme", r: "shop" } }] },
  );
  expect(asked).toEqual(["GET /repos/acme/shop/issues", "GET /repos/acme/shop/pulls", "GET /users/made-up"]);
});

test("no more probes are made than is configured, those with short paths first", async () => {
  const paths = { "/c/d": { get: {} }, "/b": { get: {} }, "/a": { get: {} } };
  const found = await night(paths, { vendor: { autoProbes: 2 } });
  expect([found.asked, unreached(found)]).toEqual([
    ["GET /a", "GET /b"],
    ['get /c/d: no more than 2 probes are made from a contract ("max-auto-probes")'],
  ]);
});

test("only the pinned contract makes probes, whatever is published", async () => {
  const { url, received } = await startVendor({});
  const pinned = describe({ "/orders": { get: {} } });
  const published = describe({ "/orders": { get: {} }, "/trap": { get: {} } });
  await sample(vendorConfig(url, [], { autoProbes: 20 }), { pinned, published }, testRuntime());
  expect(received.map((request) => request.url)).toEqual(["/orders"]);
});
