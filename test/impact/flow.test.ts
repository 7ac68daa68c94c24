import { expect, test } from "vitest";
import { used } from "./used.ts";

const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";

test.each<[string, string, readonly string[]]>([
  ["a property", `${get} console.log(order.total);`, ["total → get /orders/{id} response /total"]],
  [
    "a property behind ?.",
    `${get} order?.customer?.name`,
    ["customer → get /orders/{id} response /customer", "name → get /orders/{id} response /customer/name"],
  ],
  [
    "a pattern",
    `${get} const { total: sum, customer: { name } } = order;`,
    [
      "total → get /orders/{id} response /total",
      "customer → get /orders/{id} response /customer",
      "name → get /orders/{id} response /customer/name",
    ],
  ],
  ["another object with the same property", `${get} basket.total;`, []],
  ["a word in a comment or a text", `${get} /* order.total */ log("order.total");`, []],
  ["an alias", `${get} const same = order; same.total;`, ["total → get /orders/{id} response /total"]],
  ["an assertion", `${get} (order as Order).total;`, ["total → get /orders/{id} response /total"]],
  [
    "then",
    'fetch("/stock").then((answer) => answer.json()).then(({ pens }) => pens);',
    ["pens → get /stock response /pens"],
  ],
  [
    "array methods",
    'const all = await (await fetch("/orders")).json(); all.filter((one) => one.total > 1).map(({ id }) => id);',
    ["total → get /orders response /*/total", "id → get /orders response /*/id"],
  ],
  [
    "a loop",
    'const all = await (await fetch("/orders")).json(); for (const one of all) one.lines[0].sku;',
    ["lines → get /orders response /*/lines", "sku → get /orders response /*/lines/*/sku"],
  ],
  [
    "all at once",
    'const [a, b] = await Promise.all([fetch("/stock").then((r) => r.json()), fetch("/orders/1").then((r) => r.json())]); a.pens; b.total; b.pens;',
    ["pens → get /stock response /pens", "total → get /orders/{id} response /total"],
  ],
  [
    "all at once, whatever fails",
    'const results = await Promise.allSettled([fetch("/stock").then((r) => r.json())]); results[0].value.pens; const [b] = await Promise.allSettled([fetch("/orders/1").then((r) => r.json())]); b.value.total;',
    ["pens → get /stock response /pens", "total → get /orders/{id} response /total"],
  ],
  [
    "hooks that load",
    'const stock = useQuery({ queryKey: ["stock"], queryFn: async () => (await fetch("/stock")).json() }); stock.data?.pens; const { data } = useSWR(id, () => fetch(`/orders/${id}`).then((r) => r.json())); data.total;',
    ["pens → get /stock response /pens", "total → get /orders/{id} response /total"],
  ],
  [
    "a function that is handed the value",
    `${get} function sum(given: any) { return given.total; } sum(order);`,
    ["total → get /orders/{id} response /total"],
  ],
  [
    "a function that returns it",
    'async function load(id: string) { return (await fetch(`/orders/${id}`)).json(); } (await load("1")).total;',
    ["total → get /orders/{id} response /total"],
  ],
  [
    "a wrapper: each call gets its own answer",
    'async function get(path: string) { return (await fetch("https://api.shop.example" + path)).json(); } (await get("/stock")).pens; (await get("/orders/1")).pens; (await get("/orders/2")).total;',
    ["pens → get /stock response /pens", "total → get /orders/{id} response /total"],
  ],
  [
    "a value that is stored in an object",
    `${get} const kept = { order }; kept.order.total;`,
    ["total → get /orders/{id} response /total"],
  ],
  [
    "an answer that is read as text first",
    'const text = await (await fetch("/stock")).text(); JSON.parse(text).pens; log(await (await fetch("/orders/1")).text());',
    ["pens → get /stock response /pens", 'await (await fetch("/orders/1")).text() → get /orders/{id} handed-on '],
  ],
  [
    "an answer that is passed through",
    'const { body } = await fetch("/stock"); (await fetch("/orders/1")).arrayBuffer();',
    ["body → get /stock handed-on ", "arrayBuffer → get /orders/{id} handed-on "],
  ],
  [
    "a value that is set if there is none yet",
    `let kept: any; ${get} kept ??= order; kept.total;`,
    ["total → get /orders/{id} response /total"],
  ],
  [
    "a value under a name that is only known at run time",
    `${get} cache[id] = order;`,
    ["order → get /orders/{id} handed-on "],
  ],
  ["a value in an object that goes elsewhere", `${get} send({ order });`, ["{ order } → get /orders/{id} handed-on "]],
  [
    "a question whether there is a property",
    `${get} if ("total" in order) log();`,
    ['"total" → get /orders/{id} response /total'],
  ],
  [
    "a method of arrays that is not followed",
    'const all = await (await fetch("/orders")).json(); all.entries();',
    ["all.entries() → get /orders handed-on "],
  ],
  ["a value that is handed on", `${get} send(order);`, ["order → get /orders/{id} handed-on "]],
  [
    "a part that is handed on",
    `${get} send(order.customer);`,
    ["customer → get /orders/{id} response /customer", "order.customer → get /orders/{id} handed-on /customer"],
  ],
  [
    "headers and status",
    'const answer = await fetch("/stock"); if (answer.ok) answer.headers.get("X-Rate");',
    ["ok → get /stock status", '"X-Rate" → get /stock header x-rate'],
  ],
  [
    "what is sent",
    'fetch("/orders", { method: "POST", body: JSON.stringify({ total: 1, lines: [{ sku: "a" }] }) });',
    [
      "total → post /orders request /total",
      "lines → post /orders request /lines",
      "sku → post /orders request /lines/*/sku",
    ],
  ],
  ["a query", "fetch(`/orders?limit=${n}`);", ["`/orders?limit=${n}` → get /orders query limit"]],
  [
    "axios",
    'import axios from "axios"; const shop = axios.create({ baseURL: "https://api.shop.example" }); const { data } = await shop.get("/orders", { params: { limit: 5 } }); data[0].total;',
    ["limit → get /orders query limit", "total → get /orders response /*/total"],
  ],
  [
    "a client in a class",
    'import axios, { AxiosInstance } from "axios"; class Shop { constructor(private readonly http: AxiosInstance) {} async order(id: string) { const { data } = await this.http.get(`/orders/${id}`); return data; } } const shop = new Shop(axios.create()); (await shop.order("1")).total;',
    ["total → get /orders/{id} response /total"],
  ],
])("%s", async (_, code, expected) => {
  expect(
    await used(
      `export async function run(id: string, n: number) { ${code} }`.replace(
        /^(export async function run.*?\{ )(import [^;]*; )/,
        "$2$1",
      ),
    ),
  ).toEqual(expected);
});

test("a client and its answers across files, and the interface that says what they are", async () => {
  const files = {
    "src/client.ts":
      'export const base = "https://api.shop.example"; export const load = async <T>(path: string): Promise<T> => (await fetch(`${base}${path}`)).json();',
    "src/orders.ts":
      'import { load as fetchJson } from "./client.js"; export interface Order { id: string; total: number } export default async function order(id: string) { return fetchJson<Order>(`/orders/${id}`); }',
  };
  expect(
    await used(
      'import getOrder from "./orders.js"; export const total = async () => (await getOrder("1")).total;',
      files,
    ),
  ).toEqual(["total → get /orders/{id} response /total", "total → get /orders/{id} response /total"]);
});
