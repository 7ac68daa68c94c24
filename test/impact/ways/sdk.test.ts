import { expect, test } from "vitest";
import { calls, used } from "../used.ts";

const head = "// This file was auto-generated from the description. Do not edit.\n";
const order = "export interface Order { id: string; total: number }";
const functions = `${head}${order} export interface Answer<T> { data: T; error: unknown; response: Response }
export declare function ordersGet(given: { path: { id: string }; query?: object }): Promise<Answer<Order>>;
export declare function stockGet(): Promise<Answer<{ pens: number }>>;`;
const methods = `${head}${order} export declare class OrdersApi { ordersGet(id: string): Promise<Order>; ordersCreate(given: { total: number }): Promise<Order>; ordersList(limit?: number): Promise<Order[]> }`;
const nested = `${order} export interface Orders { get(id: string): Promise<Order>; list(): Promise<Order[]> } export declare const shop: { orders: Orders };`;
const packaged = {
  "node_modules/shop-sdk/index.d.ts": nested,
  "node_modules/shop-sdk/package.json": '{ "name": "shop-sdk", "types": "index.d.ts" }',
};

test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    "functions that take and give objects",
    'import { ordersGet } from "./client.js"; const { data } = await ordersGet({ path: { id } }); data.total;',
    { "src/client.ts": functions },
    ["id → get /orders/{id} path id", "total → get /orders/{id} response /total"],
  ],
  [
    "methods that take and give values",
    'import { OrdersApi } from "./client.js"; const api = new OrdersApi(); (await api.ordersGet("1")).total; (await api.ordersList(5))[0].id; await api.ordersCreate({ total: 1 });',
    { "src/client.ts": methods },
    [
      '"1" → get /orders/{id} path id',
      "total → get /orders/{id} response /total",
      "5 → get /orders query limit",
      "id → get /orders response /*/id",
      "total → post /orders request /total",
    ],
  ],
  [
    "a package whose members are named after operations",
    'import { shop } from "shop-sdk"; (await shop.orders.get("1")).total;',
    packaged,
    ['"1" → get /orders/{id} path id', "total → get /orders/{id} response /total"],
  ],
  [
    "a function of the team's with the same name",
    'import { ordersGet } from "./mine.js"; (await ordersGet("1")).total;',
    { "src/mine.ts": "export async function ordersGet(id: string) { return { total: 1 }; }" },
    [],
  ],
  [
    "a package that gives something else",
    'import { shop } from "shop-sdk"; (await shop.orders.get("1")).total;',
    {
      ...packaged,
      "node_modules/shop-sdk/index.d.ts":
        "export declare const shop: { orders: { get(id: string): Promise<{ total: number; hits: number; took: number }> } };",
    },
    [],
  ],
  ["a name that nothing declares", "(await shop.orders.get('1')).total;", {}, []],
])("%s", async (_, code, files, expected) => {
  expect(await used(code, files)).toEqual(expected);
});

test("its calls are typed", async () => {
  const code = 'import { shop } from "shop-sdk"; shop.orders.list();';
  expect(await calls(code, packaged)).toEqual(["list → get /orders typed"]);
});
