import { expect, test } from "vitest";
import { operationName } from "../../src/contract/operations.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { router } from "../../src/live/recording/router.ts";
import { describe } from "../support/vendor.ts";

/** Where a request goes, as `METHOD /template host`, or why nowhere. */
function routed(paths: readonly string[], servers: readonly JsonObject[] | undefined, asked: string): string {
  const items = paths.map((path): [string, JsonObject] => [path, { get: {}, parameters: [] }]);
  const { document } = describe(Object.fromEntries(items), servers ? { servers } : {});
  const [method = "", url = ""] = asked.split(" ", 2);
  const found = router(document)(method, new URL(url));
  return "because" in found ? found.because : `${operationName(found.operation.operation)} ${found.host}`;
}

test.each<[name: string, paths: string[], asked: string, expected: string]>([
  ["a template", ["/orders/{id}"], "GET https://a.example/orders/7", "GET /orders/{id} unnamed"],
  [
    "literal text before a parameter",
    ["/users/{id}", "/users/me"],
    "GET https://a.example/users/me",
    "GET /users/me unnamed",
  ],
  [
    "literal text before a parameter, from the left",
    ["/{a}/list", "/orders/{b}"],
    "GET https://a.example/orders/list",
    "GET /orders/{b} unnamed",
  ],
  [
    "a parameter where the literal path goes nowhere",
    ["/users/me", "/users/{id}/keys"],
    "GET https://a.example/users/me/keys",
    "GET /users/{id}/keys unnamed",
  ],
  ["a parameter within text", ["/v1/{id}.json"], "GET https://a.example/v1/7.json", "GET /v1/{id}.json unnamed"],
  [
    "several parameters within text",
    ["/compare/{base}...{head}"],
    "GET https://a.example/compare/main...topic",
    "GET /compare/{base}...{head} unnamed",
  ],
  ["text without its parameter", ["/v1/{id}.json"], "GET https://a.example/v1/.json", "path"],
  [
    "percent-encoding on either side",
    ["/caf%C3%A9/{id}"],
    "GET https://a.example/café/a%2Fb",
    "GET /caf%C3%A9/{id} unnamed",
  ],
  ["broken percent-encoding", ["/orders/{id}"], "GET https://a.example/orders/100%", "GET /orders/{id} unnamed"],
  ["a slash too much at the end", ["/orders"], "GET https://a.example/orders/", "GET /orders unnamed"],
  ["a slash too few at the end", ["/orders/"], "GET https://a.example/orders", "GET /orders/ unnamed"],
  ["a parameter is never empty", ["/orders/{id}"], "GET https://a.example/orders/", "path"],
  ["the root", ["/"], "GET https://a.example/?page=2", "GET / unnamed"],
  [
    "a query within the template",
    ["/?Action=List", "/?Action=Get"],
    "GET https://a.example/?Action=Get&id=1",
    "GET /?Action=Get unnamed",
  ],
  ["a template's query that is not there", ["/?Action=List"], "GET https://a.example/?id=1", "path"],
  ["HEAD where only GET is documented", ["/orders"], "HEAD https://a.example/orders", "GET /orders unnamed"],
  ["another method", ["/orders"], "POST https://a.example/orders", "method"],
  ["another path", ["/orders"], "GET https://a.example/invoices", "path"],
  ["a browser's preflight", ["/orders"], "OPTIONS https://a.example/orders", "options"],
  ["a web socket", ["/orders"], "GET wss://a.example/orders", "scheme"],
  ["an address without a host", ["/{type}"], "GET data:image/png", "scheme"],
])("%s", (_, paths, asked, expected) => {
  expect(routed(paths, undefined, asked)).toBe(expected);
});

const regions: Json = { region: { default: "eu", enum: ["eu", "us"] } };

test.each<[name: string, servers: JsonObject[], asked: string, expected: string]>([
  ["a base path", [{ url: "https://a.example/v1" }], "GET https://a.example/v1/orders", "GET /orders documented"],
  ["a base path alone", [{ url: "/v1/" }], "GET https://a.example/v1/orders", "GET /orders unnamed"],
  [
    "one of several servers",
    [{ url: "https://a.example" }, { url: "https://b.example/v2" }],
    "GET https://b.example/v2/orders",
    "GET /orders documented",
  ],
  [
    "a host with a variable",
    [{ url: "https://{shop}.example/api" }],
    "GET https://acme.example/api/orders",
    "GET /orders documented",
  ],
  [
    "a listed value of a variable",
    [{ url: "https://{region}.a.example", variables: regions }],
    "GET https://us.a.example/orders",
    "GET /orders documented",
  ],
  [
    "a value that is not listed",
    [{ url: "https://{region}.a.example", variables: regions }],
    "GET https://jp.a.example/orders",
    "GET /orders other",
  ],
  [
    "a base path with a variable",
    [{ url: "https://a.example/{version}", variables: { version: { default: "v1" } } }],
    "GET https://a.example/v9/orders",
    "GET /orders documented",
  ],
  [
    "a variable that is a whole URL",
    [{ url: "{root}/v1", variables: { root: { default: "https://a.example" } } }],
    "GET https://a.example/v1/orders",
    "GET /orders documented",
  ],
  [
    "the port of the scheme",
    [{ url: "https://a.example:443" }],
    "GET https://a.example/orders",
    "GET /orders documented",
  ],
  ["another host", [{ url: "https://a.example/v1" }], "GET http://127.0.0.1:8080/v1/orders", "GET /orders other"],
  [
    "another host, without the base path",
    [{ url: "https://a.example/v1" }],
    "GET http://127.0.0.1:8080/orders",
    "GET /orders other",
  ],
  ["another host and path", [{ url: "https://a.example/v1" }], "GET https://b.example/metrics", "host"],
  [
    "another path at the contract's host",
    [{ url: "https://a.example/v1" }],
    "GET https://a.example/v1/metrics",
    "path",
  ],
])("servers: %s", (_, servers, asked, expected) => {
  expect(routed(["/orders"], servers, asked)).toBe(expected);
});

test("an operation's own server counts for it alone", () => {
  const own = { get: { servers: [{ url: "https://uploads.example" }] } };
  const { document } = describe(
    { "/assets": own, "/orders": { get: {} } },
    { servers: [{ url: "https://a.example/v1" }] },
  );
  const route = router(document);
  const found = ["https://uploads.example/assets", "https://a.example/v1/assets", "https://a.example/v1/orders"].map(
    (url) => {
      const at = route("GET", new URL(url));
      return "because" in at ? at.because : operationName(at.operation.operation);
    },
  );
  expect(found).toEqual(["GET /assets", "path", "GET /orders"]);
});

test.each<[name: string, path: string, asked: string, expected: string]>([
  ["at the end", "/contents/{path}", "/contents/docs/guide/a.md", "GET /contents/{path}"],
  ["that is empty", "/contents/{path}", "/contents/", "GET /contents/{path}"],
  ["in the middle", "/branches/{path}/protection", "/branches/feature/x/protection", "GET /branches/{path}/protection"],
])("a parameter that may hold slashes, %s", (_, path, asked, expected) => {
  const parameters = [{ name: "path", in: "path", required: true, "x-multi-segment": true }];
  const found = router(describe({ [path]: { get: { parameters } } }).document)(
    "GET",
    new URL(asked, "https://a.example"),
  );
  expect("because" in found ? found.because : operationName(found.operation.operation)).toBe(expected);
});

test("a template of many parameters that may hold slashes takes no time", () => {
  const names = Array.from({ length: 30 }, (_, i) => `p${i}`);
  const parameters = names.map((name) => ({ name, in: "path", "x-multi-segment": true }));
  const { document } = describe({ [`${names.map((name) => `/{${name}}`).join("")}/end`]: { get: { parameters } } });
  expect(router(document)("GET", new URL(`https://a.example${"/x".repeat(200)}`))).toEqual({ because: "path" });
});
