import { expect, test } from "vitest";
import { withAnnouncement } from "../../src/announce/fits.ts";
import { heardOf } from "../../src/announce/heard.ts";
import { entry, home } from "./shop.ts";

const order = { method: "get", path: "/orders/{order}" };
const body = "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema";

const findings = {
  gone: { rule: "api-removed-without-deprecation", operation: order, pointer: "/paths/~1orders~1{id}/get" },
  refused: { rule: "operation-gone", operation: order, pointer: "/paths/~1orders~1{id}/get" },
  total: { rule: "response-property-removed", operation: order, pointer: `${body}/properties/total` },
  missing: { rule: "response-property-missing", operation: order, pointer: "", instancePath: "/lines/*/total" },
  retyped: { rule: "response-property-type-changed", operation: order, pointer: `${body}/properties/total` },
  required: { rule: "request-property-became-required", operation: order, pointer: `${body}/properties/total` },
};

/** Which of the findings an entry is told beside. */
async function told(text: string): Promise<string[]> {
  const hearing = { home, heard: [heardOf(await entry(text), home) ?? []].flat(), notes: [] };
  return Object.entries(findings).flatMap(([name, finding]) =>
    withAnnouncement(finding, hearing).announcement ? [name] : [],
  );
}

test.each<[text: string, told: readonly string[]]>([
  ["`GET /orders/{id}` is deprecated.", ["gone", "refused"]],
  ["`GET /orders/{id}` no longer returns `total`.", ["total", "missing"]],
  ["The `total` property of `GET /orders/{id}` has been removed.", ["total", "missing"]],
  ["<p>We removed these from GET /orders/{id}:</p><ul><li><code>total</code></li></ul>", ["total", "missing"]],
  ["<p><code>GET /orders/{id}</code> is new.</p><p><code>total</code> was renamed.</p>", ["total", "missing"]],
  ["In `GET /orders/{id}`, `total` is now a string.", ["retyped"]],
  ["`total` is required in `GET /orders/{id}` from May on.", ["required"]],
  // Not in code, of another operation, of several, taken back, or nothing that becomes of it.
  ["`GET /orders/{id}` no longer returns a total.", []],
  ["`GET /orders` no longer returns `total`.", []],
  ["`GET /orders` and `GET /orders/{id}` no longer return `total`.", []],
  [
    "<p><code>GET /orders</code> is new.</p><p><code>GET /orders/{id}</code> too.</p><p><code>total</code> was removed.</p>",
    [],
  ],
  ["`total` of `GET /orders/{id}` is not removed.", []],
  ["`GET /orders/{id}` has `total` now.", []],
])("%s", async (text, expected) => {
  expect(await told(text)).toEqual(expected);
});
