import { join } from "node:path";
import { expect, test } from "vitest";
import type { Description } from "../../src/contract/contract.ts";
import type { Drift } from "../../src/drift/finding.ts";
import { reach } from "../../src/impact/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { drift } from "./drifts.ts";

const order = {
  type: "object",
  properties: {
    id: { type: "string" },
    total: { type: "number" },
    total_amount: { type: "number" },
    customer: { type: "object", properties: { name: { type: "string" } } },
  },
};
const answer = { responses: { "200": { description: "", content: { "application/json": { schema: order } } } } };
const pinned: Description = {
  document: {
    openapi: "3.1.0",
    paths: {
      "/orders/{id}": { get: answer, delete: {} },
      "/invoices": { get: answer },
      "/v2/stock/{id}": { get: answer },
    },
  },
  texts: [],
  bundled: {},
};

const drifts = [
  drift("GET /orders/{id}", "/total"),
  drift("GET /orders/{id}", "/customer/name"),
  drift("DELETE /orders/{id}"),
  drift("GET /invoices"),
];
const all = drifts.map(({ fingerprint }) => fingerprint);

/** What code certainly does not use of drifts. */
async function unused(
  files: Readonly<Record<string, string>>,
  about: { readonly pinned: Description; readonly drifts: readonly Drift[] } = { pinned, drifts },
): Promise<string[]> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    for (const [file, text] of Object.entries(files)) await runtime.files.write(join(folder, file), text);
    const vendor = { name: "shop", code: ["src/**"], server: "https://api.shop.example" };
    const found = await reach(
      about.drifts,
      { ...{ vendor, folder }, pinned: about.pinned, published: undefined },
      runtime,
    );
    return [...found.unused.keys()];
  });
}

const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";
const ownPackage = (folder: string) => ({
  [`${folder}/package.json`]: '{ "name": "@acme/shop" }',
  [`${folder}/one.ts`]: "export const one = 1;",
});
const inside = (code: string) => `export async function run(id: string) { ${get} ${code} }`;

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["what is never read, and never called", { "src/a.ts": inside("return order.id;") }, all],
  ["what is read", { "src/a.ts": inside("return order.total;") }, all.slice(1)],
  ["what is called", { "src/a.ts": inside('await fetch("https://api.shop.example/invoices");') }, all.slice(0, 3)],
  ["an answer that is handed on", { "src/a.ts": inside("send(order);") }, all.slice(2)],
  ["a part that is handed on", { "src/a.ts": inside("send(order.customer);") }, all.filter((_, i) => i !== 1)],
  [
    "a wrapper that puts the address together of what it is given",
    {
      "src/a.ts":
        'const base = "https://api.shop.example"; const get = async (path: string) => (await fetch(base + path)).json(); export const id = async () => (await get("/orders/1")).id;',
    },
    all,
  ],
  [
    "an address that an unknown library is given, too",
    {
      "src/a.ts":
        'const base = "https://api.shop.example"; const path = "/orders/1"; export const id = async () => { other(base + path); return (await (await fetch(base + path)).json()).id; };',
    },
    all.slice(3),
  ],
  ["a name that may mean it", { "src/a.ts": inside("return (other) => other.total;") }, all.slice(1)],
  ["a member that is chosen at run time", { "src/a.ts": inside("return (key: string) => order[key];") }, all.slice(2)],
  ["an address that is only known at run time", { "src/a.ts": inside("return (url: string) => fetch(url);") }, []],
  [
    "an address of which a part is only known at run time",
    { "src/a.ts": inside("return (kind: string) => fetch(`https://api.shop.example/in${kind}?all=1`);") },
    all.filter((one) => one !== "GET /invoices"),
  ],
  [
    "an address of somebody else",
    { "src/a.ts": inside("return (n: string) => fetch(`https://other.example/x/${n}`);") },
    all,
  ],
  [
    "a word that an unknown library may call",
    { "src/a.ts": inside('return client.read("invoices");') },
    all.slice(0, 3),
  ],
  ["a file that does not parse", { "src/a.ts": inside("return order.id;"), "src/b.ts": "const = ;" }, []],
  ["a file in another language", { "src/a.ts": inside("return order.id;"), "src/b.vue": "<script></script>" }, []],
  ["a package of the vendor's", { "src/a.ts": `import Shop from "@shop/sdk"; ${inside("return order.id;")}` }, []],
  [
    "a package of the team's own that is named after the vendor",
    {
      "src/a.ts": `import { one } from "@acme/shop/one"; ${inside("return order.id + one;")}`,
      ...ownPackage("src/shop"),
    },
    all,
  ],
  [
    "a package of the team's own that nobody has searched",
    {
      "src/a.ts": `import { one } from "@acme/shop/one"; ${inside("return order.id + one;")}`,
      ...ownPackage("lib/shop"),
    },
    [],
  ],
  [
    "a package that is installed beside one of the same name",
    {
      "src/a.ts": `import { one } from "@acme/shop"; ${inside("return order.id + one;")}`,
      ...ownPackage("src/shop"),
      "node_modules/@acme/shop/package.json": '{ "name": "@acme/shop", "types": "./index.d.ts" }',
      "node_modules/@acme/shop/index.d.ts": "export declare const one: string;",
    },
    [],
  ],
  [
    "a vendor's package in a package of the same name",
    { "package.json": '{ "name": "shop" }', "src/a.ts": `import Shop from "shop"; ${inside("return order.id;")}` },
    [],
  ],
  [
    "a file of the team's by another name",
    {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "#shop": ["./src/one.ts"] } } }',
      "src/a.ts": `import { one } from "#shop"; ${inside("return order.id + one;")}`,
      "src/one.ts": "export const one = 1;",
    },
    all,
  ],
  ["no call of the vendor at all", { "src/a.ts": "export const one = 1;" }, []],
  ["no code", {}, []],
])("%s", async (_, files, expected) => {
  expect(await unused(files)).toEqual(expected);
});

const odd: Description = {
  ...pinned,
  document: {
    openapi: "3.1.0",
    paths: {
      "/orders/{id}": { get: answer },
      "/reports/orders.json": { get: answer },
      "/reports/{id}:cancel": { post: answer },
      "/{id}": { get: answer },
    },
  },
};

test.each<[string, string, readonly string[]]>([
  [
    "a path that ends in a file's name",
    'client.read("reports/orders.json");',
    ["POST /reports/{id}:cancel", "GET /orders/{id} /total"],
  ],
  [
    "a path that ends in a verb behind a parameter",
    "client.send(`reports/${id}:cancel`);",
    ["GET /reports/orders.json", "GET /orders/{id} /total"],
  ],
  [
    "a name that another one starts with",
    "return order.total_amount;",
    ["GET /reports/orders.json", "POST /reports/{id}:cancel", "GET /orders/{id} /total"],
  ],
])("what an unknown library may call, and what it does not: %s", async (_, code, expected) => {
  const about = [
    drift("GET /reports/orders.json"),
    drift("POST /reports/{id}:cancel"),
    drift("GET /{id}"),
    drift("GET /orders/{id}", "/total"),
  ];
  expect(await unused({ "src/a.ts": inside(code) }, { pinned: odd, drifts: about })).toEqual(expected);
});

test("what was searched is told", async () => {
  const runtime = testRuntime();
  const searched = await runtime.files.temporary(async (folder) => {
    await runtime.files.write(join(folder, "src/a.ts"), inside("return order.id;"));
    await runtime.files.write(join(folder, "src/b.js"), "module.exports = 1;");
    const vendor = { name: "shop", code: ["src/**"], server: "https://api.shop.example" };
    return reach([drift("GET /invoices")], { vendor, pinned, published: undefined, folder }, runtime);
  });
  expect([...searched.unused.values()]).toEqual(["2 files of src/**"]);
});
