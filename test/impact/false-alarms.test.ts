import { expect, test } from "vitest";
import { calls, used } from "./used.ts";

const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";

test.each<[string, string]>([
  ["a comment", "// order.total of https://api.shop.example/orders/1\n/* fetch('/orders') */"],
  ["a JSDoc comment", "/** @see https://api.shop.example/orders/1 */ export const nothing = 1;"],
  ["a text", 'log("order.total is gone");'],
  ["another object with the same field", "const basket = { total: 1 }; basket.total;"],
  ["another vendor's answer", 'const { total } = await (await fetch("https://other.example/orders/1")).json();'],
  [
    "a client of another host",
    'import axios from "axios"; const other = axios.create({ baseURL: "https://other.example" }); (await other.get("/orders/1")).data.total;',
  ],
  [
    "another host behind a constant and a wrapper",
    'const base = "https://other.example"; const get = async (path: string) => (await fetch(`${base}${path}`)).json(); (await get("/orders/1")).total;',
  ],
  [
    "another path of the vendor",
    'const { total } = await (await fetch("https://api.shop.example/invoices/1")).json();',
  ],
  ["a longer path", 'const { total } = await (await fetch("https://api.shop.example/orders/1/notes")).json();'],
  [
    "a host that only starts alike",
    'const { total } = await (await fetch("https://api.shop.example.org/orders/1")).json();',
  ],
  ["a fetch of the team's own", 'function fetch(path: string) { return { total: path }; } fetch("/orders/1").total;'],
])("nothing is used: %s", async (_, code) => {
  const whole = `${code}\nexport {};`;
  const reached = (await calls(whole)).filter((call) => !call.endsWith("mentioned"));
  expect([reached, await used(whole)]).toEqual([[], []]);
});

test.each<[string, string, readonly string[]]>([
  ["a member that the contract does not name", `${get} order.colour;`, []],
  ["a name that hides the answer", `${get} { const order = basket; order.total; }`, []],
  ["a parameter of the same name elsewhere", `${get} const sum = (order: { total: number }) => order.total;`, []],
  [
    "a member of a member with the same name",
    `${get} order.customer.total;`,
    ["customer → get /orders/{id} response /customer"],
  ],
  ["a value that was replaced by another", `${get} const next = { ...basket, id: 1 }; next.total;`, []],
])("nothing more is used: %s", async (_, code, expected) => {
  expect(await used(`export async function run(id: string) { ${code} }`)).toEqual(expected);
});
