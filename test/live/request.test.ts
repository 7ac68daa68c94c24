import { expect, test } from "vitest";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { JsonObject } from "../../src/json.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, startVendor, vendorConfig } from "../support/vendor.ts";

type Value = Probe["parameters"][string];

test.each<[name: string, parameter: JsonObject, value: Value, expected: string]>([
  ["a plain query", { in: "query" }, "a b&c", "/orders?p=a%20b%26c"],
  ["a list in a query, exploded by default", { in: "query" }, ["a", 1], "/orders?p=a&p=1"],
  ["a list in a query, joined", { in: "query", explode: false }, ["a", "b,c"], "/orders?p=a,b%2Cc"],
  ["a list by spaces", { in: "query", style: "spaceDelimited", explode: false }, ["a", "b"], "/orders?p=a%20b"],
  ["a list by pipes", { in: "query", style: "pipeDelimited", explode: false }, ["a", "b"], "/orders?p=a%7Cb"],
  ["reserved characters where they are allowed", { in: "query", allowReserved: true }, "a/b?c", "/orders?p=a/b?c"],
  [
    "a value that would end the query where reserved characters are allowed",
    { in: "query", allowReserved: true },
    "a&x=1#b",
    "/orders?p=a%26x=1%23b",
  ],
  ["JSON in a query", { in: "query", content: { "application/json": {} } }, ["a"], "/orders?p=%5B%22a%22%5D"],
  ["a path", { in: "path" }, "a/b", "/orders/a%2Fb"],
  ["a list in a path", { in: "path" }, ["a", "b"], "/orders/a,b"],
  ["a label", { in: "path", style: "label", explode: true }, ["a", "b"], "/orders/.a.b"],
  ["a matrix", { in: "path", style: "matrix" }, ["a", "b"], "/orders/;p=a,b"],
  ["an exploded matrix", { in: "path", style: "matrix", explode: true }, ["a", "b"], "/orders/;p=a;p=b"],
  ["a header", { in: "header" }, ["a", "b"], "/orders p: a,b"],
  ["a cookie", { in: "cookie" }, "a b", "/orders cookie: p=a%20b"],
  ["an object in a query, exploded by default", { in: "query" }, { a: 1, b: "c" }, "/orders?a=1&b=c"],
  ["an object in brackets", { in: "query", style: "deepObject" }, { a: { b: 1 } }, "/orders?p%5Ba%5D%5Bb%5D=1"],
  ["an object in a header", { in: "header", explode: true }, { a: 1, b: 2 }, "/orders p: a=1,b=2"],
  ["cookies of an object", { in: "cookie", style: "cookie" }, { a: 1, b: 2 }, "/orders cookie: a=1; b=2"],
  ["text content in a query", { in: "query", content: { "text/plain": {} } }, "a b", "/orders?p=a%20b"],
  [
    "the whole query as a form",
    { in: "querystring", content: { "application/x-www-form-urlencoded": {} } },
    { a: 1, b: ["c", "d"] },
    "/orders?a=1&b=c&b=d",
  ],
  [
    "the whole query as JSON",
    { in: "querystring", content: { "application/json": {} } },
    { a: 1 },
    "/orders?%7B%22a%22%3A1%7D",
  ],
])("%s is sent as its style says", async (_, parameter, value, expected) => {
  const vendor = await startVendor({});
  const path = parameter.in === "path" ? "/orders/{p}" : "/orders";
  const pinned = describe({ [path]: { get: { parameters: [{ name: "p", ...parameter }], responses: {} } } });
  await sample(
    vendorConfig(vendor.url, [{ operation: `GET ${path}`, parameters: { p: value } }]),
    { pinned },
    testRuntime(),
  );
  const [request] = vendor.received;
  const { p, cookie } = request?.headers ?? {};
  expect(`${request?.url}${p ? ` p: ${p}` : ""}${cookie ? ` cookie: ${cookie}` : ""}`).toBe(expected);
});

test.each<[name: string, vendor: Partial<Vendor>, expected: string]>([
  ["bearer", { auth: { kind: "bearer", token: "${KEY}" } }, "/orders authorization: Bearer s3cret"],
  [
    "basic",
    { auth: { kind: "basic", username: "anna", password: "${KEY}" } },
    "/orders authorization: Basic YW5uYTpzM2NyZXQ=",
  ],
  [
    "a key in a header",
    { auth: { kind: "api-key", in: "header", name: "Authorization", value: "${KEY}" } },
    "/orders authorization: s3cret",
  ],
  ["a key in the query", { auth: { kind: "api-key", in: "query", name: "k", value: "${KEY}" } }, "/orders?k=s3cret"],
  [
    "a key in a cookie",
    { auth: { kind: "api-key", in: "cookie", name: "k", value: "${KEY}" } },
    "/orders cookie: k=s3cret",
  ],
])("credentials go where they are configured: %s", async (_, config, expected) => {
  const vendor = await startVendor({});
  const pinned = describe({ "/orders": { get: { responses: {} } } });
  await sample(vendorConfig(vendor.url, [{}], config), { pinned }, testRuntime({ env: { KEY: "s3cret" } }));
  const [request] = vendor.received;
  const { authorization, cookie } = request?.headers ?? {};
  expect(
    `${request?.url}${authorization ? ` authorization: ${authorization}` : ""}${cookie ? ` cookie: ${cookie}` : ""}`,
  ).toBe(expected);
});

const state = { name: "state", in: "query", schema: { $ref: "#/components/schemas/State" } };
const region = { name: "region", in: "query", required: true, schema: { type: "string" } };
const more = { components: { schemas: { State: { enum: ["open", "paid"] } } } };
const pinned = describe(
  {
    "/orders": { get: { parameters: [state], responses: {} }, post: { responses: {} } },
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: { responses: {} },
    },
  },
  more,
);
const published = describe(
  { "/orders": { get: { parameters: [state, region], responses: {} } }, "/baskets": { get: { responses: {} } } },
  more,
);

function told({ refusals }: Sampling): string {
  return refusals.map(({ cause, text }) => `${cause}: ${text}`).join("\n");
}

test.each<[name: string, probe: Partial<Probe>, vendor: Partial<Vendor>, expected: string]>([
  [
    "an operation that the contract does not have",
    { operation: "GET /invoices" },
    {},
    "request: the contract does not have the operation",
  ],
  [
    "a parameter that the contract does not know",
    { parameters: { stat: "open" } },
    {},
    'request: the contract knows no parameter "stat"',
  ],
  [
    "a value that its schema does not allow",
    { parameters: { state: "void" } },
    {},
    'request: the query parameter "state" must be one of "open", "paid"',
  ],
  [
    "a required parameter without a value",
    { operation: "GET /orders/{id}" },
    {},
    'request: the path parameter "id" is required, and the probe has none',
  ],
  [
    "a method that could change something",
    { operation: "POST /orders" },
    {},
    'consumer: POST could change something at the vendor, so it is not sent: the probe is not marked "unsafe: true", and the vendor is not marked "sandbox: true"',
  ],
  [
    "a variable that is not set",
    {},
    { auth: { kind: "bearer", token: "${SHOP_TOKEN}" } },
    "authentication: the environment variable SHOP_TOKEN is not set",
  ],
])("refused before anything is sent: %s", async (_, probe, config, expected) => {
  const vendor = await startVendor({});
  const sampling = await sample(vendorConfig(vendor.url, [probe], config), { pinned }, testRuntime());
  expect([told(sampling), vendor.received]).toEqual([expected, []]);
});

const key = { kind: "api-key", in: "header", name: "X-Key", value: "${KEY}" } as const;

test.each<[name: string, scheme: JsonObject, auth: Extract<Vendor["auth"], { kind: "api-key" }>, expected: string]>([
  ["where the contract has it", { type: "apiKey", in: "header", name: "x-key" }, key, ""],
  ["where the contract has none of its name", { type: "apiKey", in: "query", name: "token" }, key, ""],
  ["where the contract has another kind", { type: "http", scheme: "bearer" }, key, ""],
  [
    "elsewhere than the contract has it",
    { type: "apiKey", in: "query", name: "key" },
    { ...key, name: "key" },
    'request: the contract has the API key "key" in the query, and the configuration in the header',
  ],
])("an API key is held against the contract's security schemes: %s", async (_, scheme, auth, expected) => {
  const vendor = await startVendor({});
  const contract = describe({ "/orders": { get: {} } }, { components: { securitySchemes: { key: scheme } } });
  const config = vendorConfig(vendor.url, [{}], { auth });
  const sampling = await sample(config, { pinned: contract }, testRuntime({ env: { KEY: "s3cret" } }));
  expect([told(sampling), vendor.received.length]).toEqual([expected, expected === "" ? 1 : 0]);
});

test("an API key that the contract describes as a parameter is not asked of the probe", async () => {
  const vendor = await startVendor({});
  const parameters = [
    { name: "X-KEY", in: "header", required: true, schema: { enum: ["never this"] } },
    { name: "Authorization", in: "header", required: true },
  ];
  const contract = describe({ "/orders": { get: { parameters } } });
  const config = vendorConfig(vendor.url, [{}], { auth: key });
  await sample(config, { pinned: contract }, testRuntime({ env: { KEY: "s3cret" } }));
  expect(vendor.received.map(({ headers }) => headers["x-key"])).toEqual(["s3cret"]);
});

test("a vendor without a server is asked for one", async () => {
  const sampling = await sample(vendorConfig(undefined, [{}]), { pinned }, testRuntime());
  expect(told(sampling)).toBe("consumer: there is no server to send it to: the contract names none with a full URL");
});

test("without a configured server, probes go to the pinned contract's first", async () => {
  const vendor = await startVendor({});
  const servers = [{ url: "{base}/v1", variables: { base: { default: vendor.url } } }];
  await sample(
    vendorConfig(undefined, [{}]),
    { pinned: describe({ "/orders": { get: {} } }, { servers }) },
    testRuntime(),
  );
  expect(vendor.received.map(({ url }) => url)).toEqual(["/v1/orders"]);
});

test.each<[name: string, probe: Partial<Probe>, expected: unknown]>([
  ["a parameter", { parameters: { region: "eu" } }, ["/orders?region=eu", [expect.stringContaining("region")], []]],
  ["an operation", { operation: "GET /baskets" }, ["/baskets", ["the contract does not have the operation"], []]],
  [
    "that a parameter is required",
    {},
    ["/orders", [], ['the query parameter "region" is required, and the probe has none']],
  ],
])("what only the published contract knows is sent: %s", async (_, probe, expected) => {
  const vendor = await startVendor({});
  const { samples } = await sample(vendorConfig(vendor.url, [probe]), { pinned, published }, testRuntime());
  const violations = samples.map((one) =>
    [one.pinned, one.published].map((fit) => fit?.violations.map(({ text }) => text)),
  );
  expect([vendor.received[0]?.url, ...violations.flat()]).toEqual(expected);
});

test.each(["..", ".", ""])('a path parameter that would lead to another path is refused: "%s"', async (id) => {
  const vendor = await startVendor({});
  const text = describe({ "/orders/{id}": { get: { parameters: [{ name: "id", in: "path" }] } } });
  const probe = { operation: "GET /orders/{id}", parameters: { id } };
  const sampling = await sample(vendorConfig(vendor.url, [probe]), { pinned: text }, testRuntime());
  expect(told(sampling)).toBe('request: the path parameter "id" would lead to another path');
});

test("names of path parameters are spelling, in either contract", async () => {
  const vendor = await startVendor({});
  const named = (name: string) =>
    describe({ [`/orders/{${name}}`]: { get: { parameters: [{ name, in: "path", required: true }], responses: {} } } });
  const probe = { operation: "GET /orders/{order}", parameters: { order: "o1" } };
  const contracts = { pinned: named("id"), published: named("order_id") };
  const { samples } = await sample(vendorConfig(vendor.url, [probe]), contracts, testRuntime());
  const violations = samples.flatMap((one) => [...one.pinned.violations, ...(one.published?.violations ?? [])]);
  expect([vendor.received[0]?.url, violations]).toEqual(["/orders/o1", []]);
});

test.each<[value: Value, refused: boolean]>([
  [7, false],
  ["7", false],
  ["seven", true],
])("text that spells a number is one, as it is in a URL: %s", async (id, refused) => {
  const vendor = await startVendor({});
  const { refusals } = await sample(
    vendorConfig(vendor.url, [{ operation: "GET /orders/{id}", parameters: { id } }]),
    { pinned },
    testRuntime(),
  );
  expect(refusals.length).toBe(refused ? 1 : 0);
});
