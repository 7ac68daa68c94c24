import { expect, test } from "vitest";
import { used } from "../used.ts";

test.each<[string, string, readonly string[]]>([
  [
    "json",
    'import got from "got"; const order = await got("https://api.shop.example/orders/1").json<Order>(); order.total;',
    ["total → get /orders/{id} response /total"],
  ],
  [
    "a method by its name, and a query",
    'import got from "got"; const orders = await got.get("https://api.shop.example/orders", { searchParams: { limit: 5 } }).json(); orders[0].id;',
    ["limit → get /orders query limit", "id → get /orders response /*/id"],
  ],
  [
    "what is sent",
    'import got from "got"; const { body, statusCode } = await got.post("/orders", { json: { total: 1 }, responseType: "json" }); body.id; statusCode;',
    ["total → post /orders request /total", "id → post /orders response /id", "statusCode → post /orders status"],
  ],
  [
    "a client that extends another",
    'import { got } from "got"; const base = got.extend({ prefixUrl: "https://api.shop.example" }); const shop = base.extend({ headers: { "x-trace": "1" } }); (await shop("orders/1").json()).total;',
    ['"x-trace" → get /orders/{id} header x-trace', "total → get /orders/{id} response /total"],
  ],
  [
    "the address among the options",
    'import got from "got"; const shop = got.extend({ prefixUrl: "https://api.shop.example" }); await shop({ url: "orders", method: "post", json: { total: 1 } });',
    ["total → post /orders request /total"],
  ],
  [
    "all pages",
    'import got from "got"; for await (const order of got.paginate("https://api.shop.example/orders")) order.total; const all = await got.paginate.all("https://api.shop.example/orders"); all[0].id;',
    ["total → get /orders response /*/total", "id → get /orders response /*/id"],
  ],
  [
    "only the body",
    'const got = require("got"); const { pens } = await got("https://api.shop.example/stock", { responseType: "json", resolveBodyOnly: true });',
    ["pens → get /stock response /pens"],
  ],
  [
    "a client of another host",
    'import got from "got"; const shop = got.extend({ prefixUrl: "https://other.example" }); (await shop("orders/1").json()).total;',
    [],
  ],
  [
    "a default that another one hides",
    'import got from "got"; const shop = got.extend({ prefixUrl: "https://api.shop.example" }).extend({ prefixUrl: "https://other.example" }); (await shop("orders/1").json()).total;',
    [],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});
