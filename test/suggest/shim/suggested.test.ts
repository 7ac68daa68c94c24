import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { Suggestion } from "../../../src/suggest/suggestion.ts";
import { testRuntime } from "../../support/runtime.ts";
import { body, type Case, suggesting } from "./suggesting.ts";

const kindsOf = (found: readonly Suggestion[]) => found.map(({ kind, applicability }) => `${kind}: ${applicability}`);

const load = (path: string, name: string) =>
  `export async function ${name}() {\n  const response = await fetch("https://api.shop.example/v1${path}");\n  return await response.json();\n}\n`;
const read = `export const total = async () => {
  const response = await fetch("https://api.shop.example/v1/order");
  return (await response.json()).total;
};
`;

const [old, now] = [{ "/order": body("total") }, { "/order": body("total_amount") }];

test("where patches mend all that the code reads, there is no shim", async () => {
  expect(await suggesting({ code: { "src/shop.ts": read }, old, now }, kindsOf)).toEqual(["rename: likely"]);
});

test("a shim is made instead of these patches where one is asked for", async () => {
  const found = await suggesting({ code: { "src/shop.ts": read }, old, now, compat: true }, kindsOf);
  expect(found).toEqual(["compat: likely"]);
});

test("what is handed on and cannot be restored gets no shim", async () => {
  const code = { "src/shop.ts": load("/order", "order") };
  const before = { "/order": body("total", "note") };
  expect(await suggesting({ code, old: before, now }, kindsOf)).not.toContain("compat: likely");
  expect(await suggesting({ code, old: before, now, compat: true }, kindsOf)).toContain("compat: likely");
});

test("an answer that only came out of its envelope is put into it again for certain", async () => {
  const envelope = { type: "object", required: ["data"], properties: { data: body("total", "note") } };
  const code = { "src/shop.ts": load("/order", "order") };
  const found = await suggesting(
    { code, old: { "/order": envelope }, now: { "/order": body("total", "note") } },
    kindsOf,
  );
  expect(found).toEqual(["compat: verified"]);
});

test("a list that comes in pages now is not given out for the whole list", async () => {
  const list = { type: "array", items: body("total") };
  const page = {
    type: "object",
    required: ["data"],
    properties: { data: list, next_cursor: { type: ["string", "null"] } },
  };
  const code = { "src/shop.ts": load("/orders", "orders") };
  const pages = { code, old: { "/orders": list }, now: { "/orders": page } };
  expect(await suggesting(pages, kindsOf)).not.toContain("compat: verified");
  expect(await suggesting({ ...pages, compat: true }, (found) => found.map(({ text }) => text))).toEqual([
    "Give answers their old shape where they come in: GET /orders by ordersAsBefore in src/shop-compat.ts. It cannot restore all: the answer has only its first page.",
  ]);
});

test("a shim that a person has changed is theirs to judge, and never run", async () => {
  const code = {
    "src/shop.ts": `import { orderAsBefore } from "./shop-compat";\n${load("/order", "order").replace("await response.json()", "orderAsBefore(await response.json())")}`,
    "src/shop-compat.ts": "export const orderAsBefore = (order: any) => { throw order; };\n",
  };
  expect(await suggesting({ code, old, now }, (found) => found.map(({ text }) => text))).toEqual([
    "See whether orderAsBefore in src/shop-compat.ts, which the answer goes through, restores it.",
  ]);
});

const two: Case = {
  code: {
    "src/order.ts": load("/order", "order"),
    "src/people/customer.ts": load("/customer", "customer"),
    "src/all.ts": load("/customer", "other"),
  },
  old: { "/order": body("total"), "/customer": body("name") },
  now: { "/order": body("total_amount"), "/customer": body("full_name") },
  vendor: "Shop & Sons/../x",
};

test("shims of one vendor and folder are one patch, with one file that serves all places", async () => {
  const found = await suggesting(two, (all) =>
    all.map(({ text, edits = [] }) => ({ text, files: [...new Set(edits.map(({ file }) => file))] })),
  );
  expect(found).toEqual([
    {
      text: "Give answers their old shape where they come in: GET /order by orderAsBefore, GET /customer by customerAsBefore in src/shop-sons-x-compat.ts.",
      files: ["src/all.ts", "src/order.ts", "src/people/customer.ts", "src/shop-sons-x-compat.ts"],
    },
    { text: "Covered by customerAsBefore in src/shop-sons-x-compat.ts, which is suggested beside.", files: [] },
  ]);
});

test("what several shims cannot restore is told once", async () => {
  const old = { "/order": body("total", "note"), "/customer": body("name", "note") };
  expect(await suggesting({ ...two, old, compat: true }, ([patch]) => patch?.text.split(". ")[1])).toBe(
    "It cannot restore all: note is gone.",
  );
});

test("git applies a patch that makes a file", async () => {
  const git = async (folder: string, ...args: string[]) =>
    (await promisify(execFile)("git", args, { cwd: folder })).stdout;
  const runtime = testRuntime();
  const status = await suggesting(two, async ([patch], folder) => {
    await git(folder, "init", "--quiet");
    await runtime.files.write(join(folder, "shop.patch"), patch?.diff ?? "");
    await git(folder, "add", "src");
    await git(folder, "apply", "--index", "shop.patch");
    return git(folder, "status", "--porcelain", "src");
  });
  expect(status.trim().split("\n")).toEqual([
    "A  src/all.ts",
    "A  src/order.ts",
    "A  src/people/customer.ts",
    "A  src/shop-sons-x-compat.ts",
  ]);
});
