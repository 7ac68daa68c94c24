import { expect, test } from "vitest";
import { calls, used } from "../used.ts";

const client =
  'import createClient from "openapi-fetch"; import type { paths } from "./types.js"; const shop = createClient<paths>({ baseUrl: "https://api.shop.example" });';

test.each<[string, string, readonly string[]]>([
  [
    "parameters and the answer",
    `${client} const { data, response } = await shop.GET("/orders/{id}", { params: { path: { id }, header: { "x-trace": "1" } } }); data?.total; response.headers.get("etag"); response.status;`,
    [
      "id → get /orders/{id} path id",
      '"x-trace" → get /orders/{id} header x-trace',
      "total → get /orders/{id} response /total",
      '"etag" → get /orders/{id} header etag',
      "status → get /orders/{id} status",
    ],
  ],
  [
    "a body",
    `${client} const { data } = await shop.POST("/orders", { body: { total: 1, customer: { name } } }); data!.id;`,
    [
      "total → post /orders request /total",
      "customer → post /orders request /customer",
      "name → post /orders request /customer/name",
      "id → post /orders response /id",
    ],
  ],
  [
    "a query, and a list",
    `${client} const { data: orders = [] } = await shop.GET("/orders", { params: { query: { limit: 5 } } }); orders.map((one) => one.total);`,
    ["limit → get /orders query limit", "total → get /orders response /*/total"],
  ],
  ["request", `${client} (await shop.request("get", "/stock")).data.pens;`, ["pens → get /stock response /pens"]],
  [
    "what went wrong is no part of the answer",
    `${client} const { error } = await shop.GET("/stock"); error?.pens;`,
    [],
  ],
  [
    "a client of another host",
    'import createClient from "openapi-fetch"; const { data } = await createClient({ baseUrl: "https://other.example" }).GET("/stock"); data.pens;',
    [],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});

test("its calls are typed", async () => {
  expect(await calls(`${client} await shop.GET("/stock");`)).toEqual(['"/stock" → get /stock typed']);
});
