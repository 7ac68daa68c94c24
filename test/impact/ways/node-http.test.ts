import { expect, test } from "vitest";
import { used } from "../used.ts";

test.each<[string, string, readonly string[]]>([
  [
    "a URL: the body comes in pieces, and is handed on",
    'import https from "node:https"; https.get("https://api.shop.example/stock", (answer) => { answer.statusCode; answer.headers["x-rate"]; answer.on("data", take); });',
    [
      '"https://api.shop.example/stock" → get /stock handed-on ',
      "statusCode → get /stock status",
      '"x-rate" → get /stock header x-rate',
    ],
  ],
  [
    "options",
    'const { request } = require("https"); request({ hostname: "api.shop.example", path: `/orders/${id}`, headers: { "x-trace": id } });',
    ['"x-trace" → get /orders/{id} header x-trace', "`/orders/${id}` → get /orders/{id} handed-on "],
  ],
  [
    "another host",
    'import { get } from "https"; get({ hostname: "other.example", path: "/stock" }, (answer) => answer.statusCode);',
    [],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});
