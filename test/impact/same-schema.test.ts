import { join } from "node:path";
import { expect, test } from "vitest";
import type { Description } from "../../src/contract/contract.ts";
import { compare } from "../../src/diff/index.ts";
import { placesOf } from "../../src/impact/code-place.ts";
import { reach } from "../../src/impact/index.ts";
import type { JsonObject } from "../../src/json.ts";
import { testRuntime } from "../support/runtime.ts";

const address = { $ref: "#/components/schemas/Address" };
const order = (more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties: { billing: address, shipping: address, ...more },
});

function description(zip: JsonObject, body: JsonObject): Description {
  const places = { Address: { type: "object", properties: { ...zip, city: { type: "string" } } }, Order: body };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };
  const get = { responses: { "200": { description: "", content } } };
  const document = { openapi: "3.1.0", paths: { "/orders/{id}": { get } }, components: { schemas: places } };
  return { document, texts: [], bundled: {} };
}

/** Where code is reached when addresses lose their `zip`, of which the drift names only that of `billing`. */
async function reached(code: string, body: JsonObject = order(), then: JsonObject = {}) {
  const [pinned, published] = [description({ zip: { type: "string" } }, body), description(then, body)];
  const drifts = compare(pinned, published, { perspective: "consumer" }).changes.map((change) => ({
    ...change,
    verdict: "published" as const,
    evidence: [],
  }));
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";
    await runtime.files.write(join(folder, "src/a.js"), `export async function run(id) {\n${get}\n${code}\n}\n`);
    const vendor = { name: "shop", code: ["src/**"], server: "https://api.shop.example" };
    // Without the published contract, so that no compiler finds what is read.
    const found = await reach(drifts, { vendor, pinned, published: undefined, folder }, runtime);
    const places = [...found.reached.values()].flatMap(placesOf);
    return { told: places.map(({ line, column, how }) => `${line}:${column} ${how}`), unused: found.unused.size };
  });
}

test.each<[string, string, readonly string[]]>([
  ["the place that it names", "return order.billing.zip;", ["3:22 billing.zip of the answer of GET /orders/{id}"]],
  ["another place", "return order.shipping.zip;", ["3:23 shipping.zip of the answer of GET /orders/{id}"]],
  [
    "both",
    "return order.billing.zip + order.shipping.zip;",
    ["3:22 billing.zip of the answer of GET /orders/{id}", "3:43 shipping.zip of the answer of GET /orders/{id}"],
  ],
  [
    "another place that is handed on",
    "send(order.shipping);",
    ["3:6 shipping of the answer of GET /orders/{id}, handed on to send()"],
  ],
])("a drift in a schema that two places share reaches %s", async (_, code, told) => {
  expect(await reached(code)).toEqual({ told, unused: 0 });
});

test("it reaches what holds such a place out of sight", async () => {
  const parcels: JsonObject = { type: "array", items: { type: "object", properties: { to: address } } };
  expect(await reached("send(order.parcels[0]);", order({ parcels }))).toEqual({
    told: ["3:6 parcels[] of the answer of GET /orders/{id}, handed on to send()"],
    unused: 0,
  });
});

test("it does not reach another schema with the same name in it", async () => {
  const area: JsonObject = { type: "object", properties: { zip: { type: "string" } } };
  expect(await reached("return order.area.zip;", order({ area }))).toEqual({ told: [], unused: 1 });
});

test("what came into it reaches nothing that was there before", async () => {
  const came: JsonObject = { zip: { type: "string" }, country: { type: "string" } };
  expect((await reached("return order.shipping.zip;", order(), came)).told).toEqual([]);
});
