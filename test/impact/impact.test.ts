import { join } from "node:path";
import { expect, test } from "vitest";
import type { Description } from "../../src/contract/contract.ts";
import type { Drift } from "../../src/drift/finding.ts";
import { placesOf } from "../../src/impact/code-place.ts";
import { reach } from "../../src/impact/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { drift } from "./drifts.ts";

const pinned: Description = {
  document: {
    openapi: "3.1.0",
    servers: [{ url: "https://api.shop.example/v1" }],
    paths: {
      "/orders": { get: {}, post: {} },
      "/orders/{id}": { get: {}, delete: {} },
      "/orders/recent": { get: {} },
    },
  },
  texts: [],
  bundled: {},
};

/** The places that drifts reach in code, as `operation file:line:column certainty`. */
async function reached(files: Readonly<Record<string, string>>, drifts: readonly Drift[]): Promise<string[]> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    for (const [file, text] of Object.entries(files)) await runtime.files.write(join(folder, file), text);
    const vendor = { name: "shop", code: ["src/**"], server: "https://api.shop.example/v1" };
    const { reached } = await reach(drifts, { vendor, pinned, published: undefined, folder }, runtime);
    return drifts.flatMap(({ fingerprint, root: operation }) =>
      placesOf(reached.get(fingerprint) ?? []).map(
        ({ file, line, column, certainty }) => `${operation} ${file}:${line}:${column} ${certainty}`,
      ),
    );
  });
}

const all = ["GET /orders", "POST /orders", "GET /orders/{id}", "DELETE /orders/{id}", "GET /orders/recent"].map(
  (name) => drift(name),
);

test.each<[string, string, readonly string[]]>([
  ["a literal path", 'fetch("/orders");', ["GET /orders 1:7 called"]],
  ["a whole URL", 'fetch("https://api.shop.example/v1/orders?limit=5");', ["GET /orders 1:7 called"]],
  ["a URL of somebody else", 'fetch("https://other.example/orders");', []],
  ["a template", "fetch(`${base}/orders/${id}`);", ["GET /orders/{id} 1:7 called"]],
  ["a template with its base path", "fetch(`${base}/v1/orders/${id}`);", ["GET /orders/{id} 1:7 called"]],
  ["a template that ends in a query", "fetch(`${base}/orders${query}`);", ["GET /orders 1:7 called"]],
  ["strings put together", 'fetch(base + "/orders/" + id);', ["GET /orders/{id} 1:7 called"]],
  ["a concrete path beside a template", 'fetch("/orders/recent");', ["GET /orders/recent 1:7 called"]],
  ["a method by its name", "axios.post(`/orders`, order);", ["POST /orders 1:12 called"]],
  ["a method among the options", 'fetch("/orders/1", { method: "DELETE" });', ["DELETE /orders/{id} 1:7 called"]],
  ["an address among the options", 'axios({ url: "/orders", method: "post" });', ["POST /orders 1:14 called"]],
  ["a URL object", 'fetch(new URL("/orders", base));', ["GET /orders 1:15 called"]],
  [
    "a name with its method",
    'client.request("GET /orders/{order_id}", { order_id });',
    ["GET /orders/{id} 1:16 mentioned"],
  ],
  [
    "a method that is only known at run time",
    'fetch("/orders/1", { method });',
    ["GET /orders/{id} 1:7 mentioned", "DELETE /orders/{id} 1:7 mentioned"],
  ],
  ["a path in a constant", 'const path = "/orders";', ["GET /orders 1:14 mentioned", "POST /orders 1:14 mentioned"]],
  ["a call within a template", 'log(`${await fetch("/orders")} is the answer`);', ["GET /orders 1:20 called"]],
  ["other text", 'console.log("/ is the root, orders are not here");', []],
])("%s", async (_, code, expected) => {
  const places = await reached({ "src/shop.ts": code }, all);
  expect(places.map((place) => place.replace("src/shop.ts:", ""))).toEqual(expected);
});

test("the lines that read a property of the answer, and of no other object", async () => {
  const code = [
    "export async function sum(id) {",
    "  const order = await fetch(`/orders/${id}`).then((answer) => answer.json());",
    "  const { total: whole } = order;",
    '  return order.total + order["total"] + order.id;',
    "}",
    "const elsewhere = (order) => order.total;",
  ].join("\n");
  expect(await reached({ "src/shop.ts": code }, [drift("GET /orders/{id}", "/total")])).toEqual([
    "GET /orders/{id} src/shop.ts:3:11 called",
    "GET /orders/{id} src/shop.ts:4:16 called",
    "GET /orders/{id} src/shop.ts:4:30 called",
  ]);
});

test("every script that the globs name is read, and nothing else", async () => {
  const files = {
    "src/b.mts": 'fetch("/orders");',
    "src/a.jsx": 'export const Orders = () => <a href={"/orders"} />;',
    "src/notes.md": 'fetch("/orders");',
    "test/shop.ts": 'fetch("/orders");',
  };
  expect(await reached(files, [drift("GET /orders")])).toEqual([
    "GET /orders src/b.mts:1:7 called",
    "GET /orders src/a.jsx:1:38 mentioned",
  ]);
});
