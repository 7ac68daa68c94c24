import { expect, test } from "vitest";
import { endingsIn } from "../../src/announce/endings.ts";
import { operationName } from "../../src/contract/operations.ts";
import { entry, home } from "./shop.ts";

/** What ends, and what comes after it. */
async function told(text: string, title?: string): Promise<string[]> {
  const endings = endingsIn(await entry(text, title), home);
  return endings.map(({ operations, after }) => {
    const next = after.map(({ method, path }) => [method, path].filter(Boolean).join(" "));
    return [operations.map(operationName).join(", "), ...next].join(" → ");
  });
}

test.each<[text: string, told: readonly string[], title?: string]>([
  // As a changelog in HTML says it.
  [
    "<p>The <code>GET /orders/:id</code> endpoint is now deprecated. Use <code>GET /v2/orders/{id}</code> instead.</p>",
    ["GET /orders/{id} → GET /v2/orders/{id}"],
  ],
  [
    "<p>The following endpoints will be removed on May 1:</p><ul><li><code>GET /orders</code></li><li><p><code>DELETE /carts/{id}/items</code>: use <code>DELETE /v2/items</code></p></li></ul>",
    ["GET /orders", "DELETE /carts/{cart}/items → DELETE /v2/items"],
  ],
  ["<p>On 1 June we will retire <code>/orders/&lt;id&gt;</code>.</p>", ["GET /orders/{id}"]],
  ["<p>We are deprecating <code>/orders</code> altogether.</p>", ["GET /orders, POST /orders"]],
  ["<p>GET https://api.shop.example/v1/orders/{{id}} has been retired</p>", ["GET /orders/{id}"]],
  [
    "<p>The endpoints listed below are closing down:</p><ul><li><code>GET /orders</code> - List orders</li><li><code>POST /orders</code> → <code>POST /v2/orders</code></li></ul>",
    ["GET /orders", "POST /orders"],
  ],
  ["<p>The resource <code>/v1/orders/:id</code> reached end of life.</p>", ["GET /orders/{id}"]],
  // As release notes in Markdown say it.
  [
    "### Removed\n\n- `GET /orders`\n- POST /orders (use POST /v2/orders)\n\n### Added\n\n- `GET /orders/{id}`",
    ["GET /orders", "POST /orders → POST /v2/orders"],
  ],
  ["`GET /v2/orders` replaces `GET /orders`.", ["GET /orders → GET /v2/orders"]],
  // In prose.
  [
    "GET /v1/orders/{order_id} will be removed on May 1, 2026 in favor of GET /v2/orders/{id}.",
    ["GET /orders/{id} → GET /v2/orders/{id}"],
  ],
  ["We are deprecating GET /orders and POST /orders.", ["GET /orders, POST /orders"]],
  ["We have removed support for DELETE /carts/{cart_id}/items.", ["DELETE /carts/{cart}/items"]],
  ["Starting today, `GET /orders` is no longer available.", ["GET /orders"]],
  ["Access to `GET /orders` will be shut down.", ["GET /orders"]],
  ["`GET /orders` is deprecated and will not be available after May.", ["GET /orders"]],
  ["`GET /orders` is deprecated and should not be used. It works until June.", ["GET /orders"]],
  ["`GET /orders` is deprecated, and will keep working until June.", ["GET /orders"]],
  ["Removal of the `GET /orders` endpoint - use `GET /v2/orders`", ["GET /orders → GET /v2/orders"]],
  ["Deprecated: `GET /orders`, replaced by `GET /v2/orders`", ["GET /orders → GET /v2/orders"]],
  // In a title.
  ["More to come.", ["GET /orders"], "Deprecation of GET /orders"],
  ["Please migrate to `GET /v2/orders`.", ["GET /orders → GET /v2/orders"], "GET /orders deprecated"],
  ["Call `GET /v2/orders` whenever you like.", ["GET /orders"], "[Deprecated] GET /orders"],
  // Several ends, each with its own successor, or with none that is certain.
  [
    "GET /orders is deprecated, use GET /v2/orders. POST /orders is deprecated, use POST /v2/orders.",
    ["GET /orders → GET /v2/orders", "POST /orders → POST /v2/orders"],
  ],
  [
    "<p>GET /orders is deprecated.</p><p>POST /orders is deprecated.</p><p>Migrate to GET /v3/orders.</p>",
    ["GET /orders", "POST /orders"],
  ],
])("%s", async (text, expected, title) => {
  expect(await told(text, title)).toEqual(expected);
});

test.each([
  // A part of it ends.
  "The `limit` parameter of `GET /orders` is deprecated.",
  "Removed the rate limit on `GET /orders`.",
  "`GET /orders` will no longer return `total`.",
  "We deprecated the `foo` parameter of `GET /orders`.",
  "Deprecating GET /orders query parameters.",
  "Removed `foo` from `GET /orders`.",
  "`GET /orders`'s response is deprecated.",
  "Sorting GET /orders is deprecated.",
  "Webhooks for GET /orders are deprecated.",
  "Deprecating GET /orders and POST /orders parameters.",
  "Removed GET /orders authentication.",
  "Removed GET /orders: `limit`.",
  "We will remove GET /orders `limit`.",
  "GET /orders?expand=lines is deprecated.",
  "Deprecated fields in GET /orders",
  "<p>These parameters are deprecated:</p><ul><li>GET /orders</li></ul>",
  "### Removed\n- `foo` from `GET /orders`\n- GET /orders: `foo`\n- GET /orders `foo` field\n- GET /orders: Limit parameter",
  // Something else ends.
  "GET https://api.other.example/v1/orders is deprecated.",
  "GET /v2/orders is deprecated.",
  "GET /orders/{id}/lines is removed.",
  "Use `GET /orders` instead of GET /v0/orders, which is deprecated.",
  "GET /orders now replaces GET /old.",
  "The PUT method of `/orders` is deprecated.",
  "The SDK method wrapping GET /orders is deprecated.",
  "<p>Use the following endpoints instead of the deprecated endpoints:</p><ul><li>GET /orders</li></ul>",
  // Nothing ends, or nobody knows.
  "GET /orders is not deprecated.",
  "If `GET /orders` is removed, tell us.",
  "GET /orders has been removed from beta.",
  "GET /orders moved to general availability.",
  "We fixed a bug: GET /orders removed items.",
  "We reverted it: GET /orders is deprecated.",
  "The deprecated GET /orders now sends a header.",
  "Please remove GET /orders from your code.",
  "GET /orders returns 404 if nothing is there.",
  "### Added\n- GET /orders",
  // Words that only look like a name.
  "/orders is deprecated.",
  "`orders` is deprecated, and so is `list`.",
  "<script>GET /orders is deprecated.</script><!-- GET /orders is deprecated. -->",
])("tells of no end: %s", async (text) => {
  expect(await told(text)).toEqual([]);
});

test("what is written to take long does not", async () => {
  const hostile = ["GET /orders, ", "the API endpoints ", "`".repeat(50), "is now also ", "/a/{", "<p>- "];
  const texts = hostile.map((part) => part.repeat(100_000 / part.length));
  expect(await Promise.all(texts.map((text) => told(text)))).toEqual(texts.map(() => []));
});
