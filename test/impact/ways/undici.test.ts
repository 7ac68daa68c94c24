import { expect, test } from "vitest";
import { used } from "../used.ts";

test.each<[string, string, readonly string[]]>([
  [
    "request",
    'import { request } from "undici"; const { body, statusCode } = await request("https://api.shop.example/orders/1"); if (statusCode < 300) (await body.json()).total;',
    ["total → get /orders/{id} response /total", "statusCode → get /orders/{id} status"],
  ],
  [
    "what is sent",
    'import { request } from "undici"; await request(`${base}/orders`, { method: "POST", body: JSON.stringify({ total: 1 }) });',
    ["total → post /orders request /total"],
  ],
  [
    "a query among the options",
    'import * as undici from "undici"; await undici.request("/orders", { query: { limit: 5 } });',
    ["limit → get /orders query limit"],
  ],
  [
    "a client",
    'import { Client } from "undici"; const shop = new Client("https://api.shop.example"); const { headers, body } = await shop.request({ path: "/orders", method: "GET" }); headers["x-rate"]; headers.etag; (await body.json())[0].id;',
    ['"x-rate" → get /orders header x-rate', "etag → get /orders header etag", "id → get /orders response /*/id"],
  ],
  [
    "a pool that a function is given",
    'import { type Pool } from "undici"; async function order(shop: Pool, id: string) { const { body } = await shop.request({ path: `/orders/${id}`, method: "GET", headers: { "X-Trace": id } }); return body.json(); } (await order(pool, "1")).total;',
    ['"X-Trace" → get /orders/{id} header x-trace', "total → get /orders/{id} response /total"],
  ],
  [
    "an agent with its origin",
    'const { Agent } = require("undici"); const { body } = await new Agent().request({ origin: "https://api.shop.example", path: "/stock", method: "GET" }); (await body.json()).pens;',
    ["pens → get /stock response /pens"],
  ],
  [
    "a stream: what flows through it is handed on",
    'import { stream } from "undici"; await stream("https://api.shop.example/stock", { method: "GET" }, ({ statusCode, headers }) => { log(statusCode, headers["x-rate"]); return sink; });',
    [
      '"https://api.shop.example/stock" → get /stock handed-on ',
      "statusCode → get /stock status",
      '"x-rate" → get /stock header x-rate',
    ],
  ],
  [
    "its fetch",
    'import { fetch } from "undici"; (await (await fetch("/stock")).json()).pens;',
    ["pens → get /stock response /pens"],
  ],
  [
    "a client of another host",
    'import { Client } from "undici"; const { body } = await new Client("https://other.example").request({ path: "/orders", method: "GET" }); (await body.json())[0].id;',
    [],
  ],
  [
    "request of another package",
    'import { request } from "elsewhere"; const { body } = await request({ path: "/orders" }); body.json();',
    [],
  ],
  [
    "an address that is only known at run time",
    'import { request } from "undici"; await request(address);',
    ["address → not covered: target"],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});
