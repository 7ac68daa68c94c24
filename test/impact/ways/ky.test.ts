import { expect, test } from "vitest";
import { used } from "../used.ts";

test.each<[string, string, readonly string[]]>([
  [
    "json",
    'import ky from "ky"; const { total } = await ky("https://api.shop.example/orders/1").json();',
    ["total → get /orders/{id} response /total"],
  ],
  [
    "the answer",
    'import ky from "ky"; const answer = await ky.get("https://api.shop.example/stock"); answer.headers.get("x-rate"); (await answer.json()).pens;',
    ['"x-rate" → get /stock header x-rate', "pens → get /stock response /pens"],
  ],
  [
    "what is sent",
    'import ky from "ky"; await ky.post("/orders", { json: { lines: [{ sku: "a" }] }, searchParams: { limit: 1 } });',
    ["lines → post /orders request /lines", "sku → post /orders request /lines/*/sku"],
  ],
  [
    "a client that is made, and one that extends it",
    'import ky, { type KyInstance } from "ky"; class Shop { constructor(private http: KyInstance) {} list() { return this.http.get("orders", { searchParams: { limit: 5 } }).json(); } } const api = ky.create({ prefixUrl: "https://api.shop.example" }); const [first] = await new Shop(api.extend({ retry: 2 })).list(); first.total;',
    ["limit → get /orders query limit", "total → get /orders response /*/total"],
  ],
  [
    "a client of another host",
    'import ky from "ky"; const api = ky.create({ prefixUrl: "https://other.example" }); (await api("orders/1").json()).total;',
    [],
  ],
  [
    "what is made, and not called",
    'import ky from "ky"; ky.create({ prefixUrl: "https://api.shop.example/orders/1" });',
    [],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});
