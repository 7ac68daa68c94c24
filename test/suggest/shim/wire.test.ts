import { expect, test } from "vitest";
import { applied, byFile } from "../../../src/suggest/edits.ts";
import { body, suggesting } from "./suggesting.ts";

const url = '"https://api.shop.example/v1/order"';
const declared =
  "interface Order { total: string }\ninterface Reply { json(): Promise<unknown>; text(): Promise<string> }\n";

/** The file with its shim, without the import. */
async function wired(code: string, file = "src/shop.ts"): Promise<string | undefined> {
  const [old, now] = [{ "/order": body("total") }, { "/order": body("total_amount") }];
  return suggesting({ code: { [file]: code }, old, now, compat: true }, ([suggestion]) => {
    const edits = byFile(suggestion?.kind === "compat" ? (suggestion.edits ?? []) : []).get(file);
    return (
      edits &&
      applied(code, edits)
        .replace(/^import .*\n+/, "")
        .replace(declared, "")
    );
  });
}

test.each([
  [
    "a promise",
    `export const order = async () => (await fetch(${url})).json();`,
    `export const order = async () => (await fetch(${url})).json().then(orderAsBefore);`,
  ],
  [
    "what a chain goes on with",
    `export const total = () => fetch(${url}).then((answer) => answer.json()).then((order) => order.total);`,
    `export const total = () => fetch(${url}).then((answer) => answer.json().then(orderAsBefore)).then((order) => order.total);`,
  ],
  [
    "what an annotation names",
    `export async function total(): Promise<string> { const order: Order = await (await fetch(${url})).json(); return order.total; }`,
    `export async function total(): Promise<string> { const order: Order = orderAsBefore(await (await fetch(${url})).json()); return order.total; }`,
  ],
  [
    "what is parsed",
    `export const total = async () => JSON.parse(await (await fetch(${url})).text()).total;`,
    `export const total = async () => orderAsBefore(JSON.parse(await (await fetch(${url})).text())).total;`,
  ],
  [
    "what is not known",
    `export async function total() { const reply: Reply = await fetch(${url}); return ((await reply.json()) as Order).total; }`,
    `export async function total() { const reply: Reply = await fetch(${url}); return (orderAsBefore(await reply.json() as OrderNow) as Order).total; }`,
  ],
  [
    "a promise of what is not known",
    `export async function load(): Promise<Order> { const reply: Reply = await fetch(${url}); return reply.json() as Promise<Order>; }`,
    `export async function load(): Promise<Order> { const reply: Reply = await fetch(${url}); return reply.json().then((now) => orderAsBefore(now as OrderNow)) as Promise<Order>; }`,
  ],
])("%s is given its old shape", async (_, code, after) => {
  expect(await wired(`${declared}${code}\n`)).toBe(`${after}\n`);
});

test.each([
  [
    "a pattern",
    `const { data } = await axios.get(${url});\n  return data.total;`,
    `const { data: dataNow } = await axios.get(${url});\n  const data = orderAsBefore(dataNow);\n  return data.total;`,
  ],
  [
    "a pattern with a name",
    `const { data: order } = await axios.get(${url});\n  return order.total;`,
    `const { data: orderNow } = await axios.get(${url});\n  const order = orderAsBefore(orderNow);\n  return order.total;`,
  ],
  [
    "a member",
    `return (await axios.get(${url})).data.total;`,
    `return orderAsBefore((await axios.get(${url})).data).total;`,
  ],
  ["a pattern that is set again", `let { data } = await axios.get(${url});\n  return data.total;`, undefined],
])("%s: what axios gives", async (_, inside, after) => {
  const code = (text: string) => `export async function total() {\n  ${text}\n}\n`;
  const file = `import axios from "axios";\n${code(inside)}`;
  const found = await wired(file, "src/shop.js");
  expect(found?.replace(/^import .*\n/gm, "")).toBe(after && code(after));
});
