import { join } from "node:path";
import { expect, test } from "vitest";
import type { Description } from "../../../src/contract/contract.ts";
import { typesOf } from "../../../src/contract/types.ts";
import { reach } from "../../../src/impact/index.ts";
import { openProjects } from "../../../src/impact/project/index.ts";
import { usageOf } from "../../../src/impact/usage.ts";
import type { CompileError } from "../../../src/impact/witness/errors.ts";
import { sidesOf, witness } from "../../../src/impact/witness/index.ts";
import { sight } from "../../../src/impact/witness/sighted.ts";
import type { JsonObject } from "../../../src/json.ts";
import { testRuntime } from "../../support/runtime.ts";
import { drift } from "../drifts.ts";

const json = (schema: JsonObject) => ({ description: "", content: { "application/json": { schema } } });
const object = (properties: JsonObject, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const contract = (order: JsonObject, sent: JsonObject = order, headers: readonly JsonObject[] = []): Description => ({
  document: {
    openapi: "3.1.0",
    paths: {
      "/orders": {
        get: { responses: { "200": json({ type: "array", items: { $ref: "#/components/schemas/Order" } }) } },
        post: { requestBody: json(sent), responses: { "201": json({ $ref: "#/components/schemas/Order" }) } },
      },
      "/orders/{id}": { get: { responses: { "200": json({ $ref: "#/components/schemas/Order" }) } } },
      "/orders/{id}/notes": { get: { parameters: headers, responses: {} } },
      "/stock": { get: { responses: { "200": json(object({ pens: { type: "integer" } })) } } },
    },
    components: { schemas: { Order: order } },
  },
  texts: [],
  bundled: {},
});

const customer = object({ name: { type: "string" } });
const order = { id: { type: "string" }, total: { type: "number" }, customer };
const pinned = contract(object(order), object({ total: { type: "number" }, note: { type: "string" } }, ["total"]));
const published = contract(
  object({ ...order, total: { type: ["number", "null"] }, customer: object({ full_name: { type: "string" } }) }),
  object({ total: { type: "number" }, currency: { type: "string" } }),
  [
    { name: "X-Tenant", in: "header", required: true, schema: { type: "string" } },
    { name: "X-Trace", in: "header", schema: { type: "string" } },
    { name: "Content-Type", in: "header", required: true, schema: { type: "string" } },
  ],
);

const server = "https://api.shop.example";

/** What breaks, as `file: the text at that place (code)`; with texts of files, what breaks once they have them. */
async function broken(
  files: Readonly<Record<string, string>>,
  edited?: Readonly<Record<string, string>>,
): Promise<string[]> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    for (const [file, text] of Object.entries(files)) await runtime.files.write(join(folder, file), text);
    const projects = await openProjects(["src/**"], folder, runtime);
    const sides = await sidesOf({ pinned, server }, published);
    return projects.flatMap((project) => {
      const { sighted, watch } = sight();
      usageOf(project, { pinned, server }, watch);
      if (sides === undefined) return [];
      const { broken, after } = witness(project, sighted, sides);
      const texts = new Map(Object.entries(edited ?? {}).map(([file, text]) => [join(folder, file), text]));
      const told = ({ file, start, end, code }: CompileError) => {
        const text = texts.get(file) ?? files[file.slice(folder.length + 1)] ?? "";
        return `${file.slice(folder.length + 1)}: ${text.slice(start, end)} (${code})`;
      };
      return (edited ? after(texts) : broken).map(told);
    });
  });
}

const get = `const order = await (await fetch(\`${server}/orders/\${id}\`)).json();`;
const inside = (code: string) => `export async function run(id: string) { ${code} }`;

test.each<[string, string, readonly string[]]>([
  ["what is gone", inside(`${get} return order.customer.name;`), ["src/code.ts: name (2339)"]],
  [
    "what may be null",
    inside(`${get} const { total } = order; return total.toFixed(2);`),
    ["src/code.ts: total (18047)"],
  ],
  [
    "what may be null, and is looked at first",
    inside(`${get} return order.total === null ? "" : order.total.toFixed(2);`),
    [],
  ],
  ["what stayed", inside(`${get} return order.id.length;`), []],
  [
    "a chain",
    'export const pay = () => fetch("/orders/1").then((answer) => answer.json()).then((order) => order.customer.name);',
    ["src/code.ts: name (2339)"],
  ],
  [
    "a chain without semicolons",
    'const id = "1"\nconst answer = await fetch(`/orders/${id}`)\nconst log = console.log\n;(await answer.json()).customer.name\nexport {}',
    ["src/code.ts: name (2339)"],
  ],
  [
    "a list",
    inside('const all = await (await fetch("/orders")).json(); for (const one of all) one.customer.name;'),
    ["src/code.ts: name (2339)"],
  ],
  [
    "a type of the team's that the answer no longer has",
    inside(
      `interface Order { total: number } const order: Order = await (await fetch("/orders/1")).json(); return order;`,
    ),
    ["src/code.ts: order (2322)"],
  ],
  [
    "any, as the code says",
    inside(`const order: any = await (await fetch("/orders/1")).json(); return order.customer.name;`),
    [],
  ],
  [
    "what is sent",
    inside('return fetch("/orders", { method: "POST", body: JSON.stringify({ total: 1, note: "gift" }) });'),
    ["src/code.ts: note (2353)"],
  ],
  [
    "what is missing in what is sent",
    inside('return fetch("/orders", { method: "POST", body: JSON.stringify({ total: 1 }) });'),
    ["src/code.ts: { total: 1 } (2345)"],
  ],
  [
    "a header that is missing",
    inside('return fetch(`/orders/${id}/notes`, { headers: { accept: "*/*" } });'),
    ['src/code.ts: { accept: "*/*" } (2345)'],
  ],
  ["a header in another case", inside('return fetch(`/orders/${id}/notes`, { headers: { "x-tenant": "1" } });'), []],
  [
    "headers that are not all written there",
    inside(
      "const all: Record<string, string> = {}; await fetch(`/orders/${id}/notes`, { headers: { ...all, accept: '*/*' } }); return fetch(`/orders/${id}/notes`, { headers: all });",
    ),
    [],
  ],
  [
    "headers of a client that may have more",
    'import axios from "axios"; const shop = axios.create({ headers: { "x-tenant": "1" } }); export const notes = () => shop.get("/orders/1/notes", { headers: { accept: "*/*" } });',
    [],
  ],
  [
    "a wrapper of many calls",
    `async function load(path: string) { return (await fetch("${server}" + path)).json(); } export const a = async () => (await load("/orders/1")).customer.name; export const b = async () => (await load("/stock")).pens;`,
    ["src/code.ts: name (2339)"],
  ],
  [
    "axios",
    'import axios from "axios"; export async function run() { const { data } = await axios.get("/orders/1"); return data.customer.name + data.id; }',
    ["src/code.ts: name (2339)"],
  ],
  ["an error that was there before", inside(`${get} order.nothing; const text: string = 1; return text;`), []],
  [
    "a syntax error beside it",
    `${inside(`${get} return order.customer.name;`)} const = ;`,
    ["src/code.ts: name (2339)"],
  ],
])("%s", async (_, code, expected) => {
  expect(await broken({ "src/code.ts": code })).toEqual(expected);
});

test("what is missing is tied to the drift that asks for it", async () => {
  const runtime = testRuntime();
  const told = await runtime.files.temporary(async (folder) => {
    const code = inside('return fetch(`/orders/${id}/notes`, { headers: { accept: "*/*" } });');
    await runtime.files.write(join(folder, "src/code.ts"), code);
    const about = drift("GET /orders/{id}/notes");
    const added = { ...about, pointer: "/paths/~1orders~1{id}~1notes/get/parameters/0" };
    const caller = { vendor: { name: "shop", code: ["src/**"], server }, folder, pinned, published };
    const { reached } = await reach([{ ...about, fingerprint: "other" }, added], caller, runtime);
    return Array.from(reached, ([fingerprint, uses]) =>
      uses.map(({ certainty, node }) => `${fingerprint}: ${certainty} ${node.getText()}`),
    );
  });
  expect(told.flat()).toEqual([
    "other: called `/orders/${id}/notes`",
    'GET /orders/{id}/notes: compiled { accept: "*/*" }',
    "GET /orders/{id}/notes: called `/orders/${id}/notes`",
  ]);
});

test("JavaScript without types, and nothing else of it", async () => {
  const code = `#!/usr/bin/env node
module.exports = async function run(id) {
  const order = await (await fetch(\`/orders/\${id}\`)).json();
  undeclared(order.id);
  return order.customer.name;
};`;
  expect(await broken({ "src/code.js": code })).toEqual(["src/code.js: name (2339)"]);
});

test("types that were generated from the contract, wherever they are imported", async () => {
  const types = await typesOf(pinned, "shop");
  if (types.kind === "none") throw new Error(types.why);
  const files = {
    "src/types.ts": types.text,
    "src/order.ts": 'import type { components } from "./types.ts"; export type Order = components["schemas"]["Order"];',
    "src/sum.ts": 'import type { Order } from "./order.ts"; export const sum = (order: Order) => 1 + order.total;',
    "src/other.ts": "export const sum = (order: { total: number }) => 1 + order.total;",
  };
  expect(await broken(files)).toEqual(["src/sum.ts: order.total (18047)"]);
});

test("an answer's type reaches who imports the function that gives it", async () => {
  const files = {
    "src/load.ts": 'export const load = async () => (await fetch("/orders/1")).json();',
    "src/name.ts": 'import { load } from "./load.js"; export const name = async () => (await load()).customer.name;',
  };
  expect(await broken(files)).toEqual(["src/name.ts: name (2339)"]);
});

test.each<[string, string, readonly string[]]>([
  ["a patch that mends it leaves nothing", "order.customer.full_name", []],
  ["half a patch leaves the rest", "order.customer.full_name + order.customer.name", ["src/code.ts: name (2339)"]],
  ["a patch that makes an error of its own", 'order.customer.full_name + Math.abs("1")', ['src/code.ts: "1" (2345)']],
  ["a patch that is no code", "order.customer.", ["src/code.ts: } (1003)"]],
])("%s", async (_, text, expected) => {
  const before = inside(`const n: string = 1; ${get} return order.customer.name; `);
  const after = inside(`/* longer now */ const n: string = 1; ${get} return ${text} `);
  expect(await broken({ "src/code.ts": before }, { "src/code.ts": after })).toEqual(expected);
});
