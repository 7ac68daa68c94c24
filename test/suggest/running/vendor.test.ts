import { expect, test } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { led } from "./led.ts";
import { load } from "./load.ts";
import { embedded } from "./vendor.ts";

const address = "https://api.shop.example/v1/orders/7";

const described = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: "3.1.0",
  servers: [{ url: "https://api.shop.example/v1" }],
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: { responses: { "200": { description: "" } } },
      put: { responses: { "200": { description: "" } }, ...operation },
    },
  },
  ...more,
});

const running = async (text: string, document = described({}), other = document) => {
  const answers = { [`GET ${address}`]: { body: { id: 7 } }, [`PUT ${address}`]: { body: { id: 7 } } };
  const { run } = load({ "run.ts": text }, "run.ts");
  return led(await embedded(document, other, answers), () => (run as () => Promise<unknown>)());
};

test.each([
  ["fetch", `export const run = async () => (await fetch("${address}")).json();`],
  [
    "undici",
    `import { request } from "undici"; export const run = async () => (await request("${address}")).body.json();`,
  ],
  ["axios", `import axios from "axios"; export const run = async () => (await axios.get("${address}")).data;`],
  ["axios in CommonJS", `const axios = require("axios"); exports.run = async () => (await axios("${address}")).data;`],
  ["ky", `import ky from "ky"; export const run = () => ky("${address}").json();`],
  ["got", `import got from "got"; export const run = () => got("${address}").json();`],
  [
    "node:https",
    `import { get } from "node:https";
     import { json } from "node:stream/consumers";
     export const run = () => new Promise((done) => get("${address}", (answer) => done(json(answer))));`,
  ],
  [
    "openapi-fetch",
    `import createClient from "openapi-fetch";
     const client = createClient({ baseUrl: "https://api.shop.example/v1" });
     export const run = async () => (await client.GET("/orders/{id}", { params: { path: { id: 7 } } })).data;`,
  ],
  [
    "octokit",
    `import { Octokit } from "octokit";
     const octokit = new Octokit({ baseUrl: "https://api.shop.example/v1" });
     export const run = async () => (await octokit.request("GET /orders/7")).data;`,
  ],
])("what is asked with %s is answered by the embedded vendor", async (_, text) => {
  expect(await running(text)).toEqual({ id: 7 });
});

const query = { name: "limit", in: "query", schema: { type: "integer" } };
const header = { name: "X-Channel", in: "header", schema: { type: "string" } };
const body = {
  content: { "application/json": { schema: { type: "object", properties: { item: { type: "string" } } } } },
};
const keyed = { components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } } };

/** What a call gives against the second of two versions. */
const asked = (call: string, next: JsonObject, last: JsonObject = next) =>
  running(
    `export const run = async () => { const answer = await ${call}; return [answer.status, await answer.json()]; };`,
    next,
    last,
  );

test.each([
  ["another path", `fetch("https://api.shop.example/v1/orders")`],
  ["another method", `fetch("${address}", { method: "DELETE" })`],
  ["another host", `fetch("https://www.shop.example/v1/orders/7")`],
])("%s is not found", async (_, call) => {
  expect(await asked(call, described({}))).toEqual([404, expect.anything()]);
});

test.each<[string, string, JsonObject, JsonObject?]>([
  ["a required parameter that is missing", "{}", { parameters: [{ ...query, required: true }] }],
  ["a required header that is missing", "{}", { parameters: [{ ...header, required: true }] }],
  ["a required body that is missing", "{}", { requestBody: { ...body, required: true } }],
  ["a body where there is none", `{ body: "{}", headers: { "content-type": "application/json" } }`, {}],
  [
    "a member of the body that is not described",
    `{ body: '{"count":1}', headers: { "content-type": "application/json" } }`,
    { requestBody: body },
  ],
  [
    "a body of another type",
    `{ body: '{"item":1}', headers: { "content-type": "application/json" } }`,
    { requestBody: body },
  ],
  ["a body without its media type", `{ body: '{"item":"pen"}' }`, { requestBody: body }],
  ["a header that only the other version has", `{ headers: { "X-Channel": "web" } }`, {}, { parameters: [header] }],
])("%s is refused", async (_, options, next, last) => {
  const call = `fetch("${address}", { method: "PUT", ...${options} })`;
  expect(await asked(call, described(next), described(last ?? next))).toEqual([400, expect.anything()]);
});

test.each<[string, number, string, string]>([
  ["no key", 401, address, "{}"],
  ["the key elsewhere", 401, `${address}?X-Key=k`, "{}"],
  ["the key", 200, address, `{ headers: { "x-key": "k" } }`],
])("where a key is asked for, %s gives %i", async (_, status, url, options) => {
  const next = described({ security: [{ key: [] }] }, keyed);
  const call = `fetch("${url}", { method: "PUT", ...${options} })`;
  expect(await asked(call, next)).toEqual([status, expect.anything()]);
});

test("a parameter that is not described is refused", async () => {
  expect(await asked(`fetch("${address}?page=1")`, described({}))).toEqual([400, expect.anything()]);
});
