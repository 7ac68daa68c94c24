import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { linkedSuccessor, successorsAt } from "../../src/live/successor.ts";

const asked = new URL("https://api.shop.example/v1/orders/7?expand=lines");
const there = "https://api.shop.example/v2/orders/7";

test.each<[string, string | undefined, string | undefined]>([
  ["an address", `<${there}>; rel="successor-version"`, there],
  ["a path", '</v2/orders/7?a=b#c>; rel="successor-version"', there],
  ["a relative reference", "<../../v2/orders/7>; rel=successor-version", there],
  ["several relations, in capitals", `<${there}>; rel="alternate Successor-Version"`, there],
  ["only the latest version", `<${there}>; rel="latest-version"`, there],
  ["the latest version, too", `<${there}>; rel="successor-version", </v9>; rel="latest-version"`, there],
  ["one twice", `<${there}>; rel="successor-version", </v2/orders/7>; rel="successor-version"`, there],
  ["two", `<${there}>; rel="successor-version", </v3>; rel="successor-version"`, undefined],
  ["that of something else", `<${there}>; rel="successor-version"; anchor="/v1/carts"`, undefined],
  ["what is said about its end", '<https://shop.example/docs>; rel="deprecation"', undefined],
  ["no web address", '<mailto:shop@shop.example>; rel="successor-version"', undefined],
  ["what cannot be read", 'rel="successor-version"', undefined],
  ["nothing", undefined, undefined],
])("an answer links to %s", (_, link, address) => {
  expect(linkedSuccessor({ status: 200, headers: { ...(link && { link }) } }, asked)).toBe(address);
});

test("an error says nothing of what comes after an operation", () => {
  expect(linkedSuccessor({ status: 404, headers: { link: `<${there}>; rel="successor-version"` } }, asked)).toBe(
    undefined,
  );
});

const paths: Json = {
  "/orders/{id}": { get: {} },
  "/v2/orders/{order}": { get: {}, put: {} },
  "/v2/orders/latest": { get: { deprecated: true } },
  "/v2/carts/{id}": { put: {} },
  "/v2/returns/{id}": { get: { servers: [{ url: "https://returns.shop.example" }] } },
};
const servers = [{ url: "https://{region}.shop.example/api/", variables: { region: { default: "eu" } } }, { url: "/" }];
const contract = { document: { servers, paths }, texts: [], bundled: {} };
const from = { operation: { method: "get", path: "/orders/{id}" } };

test.each<[string, string[], string]>([
  ["under the server that is asked", ["http://127.0.0.1:1234/base/v2/orders/7"], "GET /v2/orders/{order}"],
  ["under a server of the contract", ["https://eu.shop.example/api/v2/orders/7"], "GET /v2/orders/{order}"],
  ["under a relative one of the contract", ["http://127.0.0.1:1234/v2/orders/7"], "GET /v2/orders/{order}"],
  ["at a template", ["https://eu.shop.example/api/v2/orders/%7Bid%7D"], "GET /v2/orders/{order}"],
  [
    "at one operation",
    ["http://127.0.0.1:1234/v2/orders/7", "http://127.0.0.1:1234/v2/orders/8"],
    "GET /v2/orders/{order}",
  ],
  ["at two operations", ["http://127.0.0.1:1234/v2/orders/7", "http://127.0.0.1:1234/orders/7"], "nothing"],
  ["in and out of the contract", ["http://127.0.0.1:1234/v2/orders/7", "https://shop.example/new"], "nothing"],
  ["at itself", ["http://127.0.0.1:1234/orders/7"], "nothing"],
  ["at what is on its way out", ["http://127.0.0.1:1234/v2/orders/latest"], "nothing"],
  ["at another method alone", ["http://127.0.0.1:1234/v2/carts/7"], "elsewhere"],
  ["at what is on a server of its own", ["http://127.0.0.1:1234/v2/returns/7"], "elsewhere"],
  ["on another host", ["https://us.shop.example/api/v2/orders/7"], "elsewhere"],
  ["beside a server's path", ["https://eu.shop.example/apiary/v2/orders/7"], "elsewhere"],
])("a successor is %s", (_, addresses, expected) => {
  const { named, elsewhere } = successorsAt([{ ...from, addresses }], contract, ["http://127.0.0.1:1234/base"]);
  const found = named.get("GET /orders/{id}")?.operation;
  const told = found ? `${found.method.toUpperCase()} ${found.path}` : elsewhere.size > 0 ? "elsewhere" : "nothing";
  expect(told).toBe(expected);
});
