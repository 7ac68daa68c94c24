import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { used } from "./used.ts";

const total = "total → get /orders/{id} response /total";
const read = "const order = await (await fetch('https://api.shop.example/orders/1')).json(); order.total;";
const run = `export async function run() { ${read} }`;

/** A package that calls the vendor, and an application that imports what it builds, with options of its own. */
function workspace(options: string): Readonly<Record<string, string>> {
  return {
    "src/code.ts": "",
    "src/client/tsconfig.json": '{ "compilerOptions": { "composite": true, "outDir": "dist" }, "include": ["*.ts"] }',
    "src/client/index.ts":
      "export const order = async () => (await fetch('https://api.shop.example/orders/1')).json();",
    "src/app/tsconfig.json": `{ "compilerOptions": { ${options} }, "references": [{ "path": "../client" }] }`,
    "src/app/page.ts":
      'import { order } from "../client/dist/index.js"; export const sum = async () => (await order()).total;',
  };
}

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["no tsconfig", { "src/code.ts": run }, [total]],
  ["a tsconfig that is no JSON", { "tsconfig.json": "{ oops", "src/code.ts": run }, [total]],
  [
    "a tsconfig that extends nothing there is",
    { "tsconfig.json": '{ "extends": "./gone.json" }', "src/code.ts": run },
    [total],
  ],
  ["a tsconfig that leaves the file out", { "tsconfig.json": '{ "files": [] }', "src/code.ts": run }, [total]],
  [
    "a path alias",
    {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "#shop": ["./src/shop.ts"] } } }',
      "src/shop.ts": "export const order = async () => (await fetch('https://api.shop.example/orders/1')).json();",
      "src/code.ts": 'import { order } from "#shop"; export const sum = async () => (await order()).total;',
    },
    [total],
  ],
  [
    "JSX",
    {
      "src/code.ts": "",
      "src/page.tsx": `export async function Page() { const order = await (await fetch("https://api.shop.example/orders/1")).json(); return <b title={order.id}>{order.total}</b>; }`,
    },
    ["id → get /orders/{id} response /id", total],
  ],
  [
    "decorators",
    {
      "src/code.ts": `@Service({ name: "shop" }) export class Shop { @Input() id = "1"; @Log async order() { ${read} } }`,
    },
    [total],
  ],
  [
    "CommonJS",
    {
      "src/code.ts": "",
      "src/shop.cjs":
        'const axios = require("axios"); const shop = axios.create({ baseURL: "https://api.shop.example" }); exports.order = async (id) => { const { data } = await shop.get("/orders/" + id); return data.total; };',
    },
    [total],
  ],
  ["projects that refer to each other", workspace('"composite": true'), [total]],
  [
    "projects that refer to each other, and are compiled differently",
    workspace('"composite": true, "jsx": "preserve"'),
    [total],
  ],
  ["a syntax error", { "src/code.ts": `${run} export const broken = {{; function (` }, [total]],
  ["types that do not fit", { "src/code.ts": `const wrong: number = "text"; ${run}` }, [total]],
  ["no file at all", { "src/code.ts": "" }, []],
  ["a module without imports, with await at its top", { "src/code.ts": "", "src/shop.mjs": read }, [total]],
  [
    "CommonJS across files",
    {
      "src/code.ts": "",
      "src/shop.cjs":
        'exports.order = async (id) => (await fetch("https://api.shop.example/orders/" + id)).json(); module.exports.stock = stock; async function stock() { return (await fetch("https://api.shop.example/stock")).json(); }',
      "src/page.cjs":
        'const { order } = require("./shop.cjs"); const shop = require("./shop.cjs"); module.exports = async () => (await order("1")).total + (await shop.stock()).pens;',
    },
    [total, "pens → get /stock response /pens"],
  ],
])("%s", async (_, files, expected) => {
  expect(await used(files["src/code.ts"] ?? "", files)).toEqual(expected);
});

test("a file of 30,000 lines is read like any other", async () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `export const value${i} = { total: ${i} };`);
  expect(await used([...lines, run].join("\n"))).toEqual([total]);
});

test("what lies behind a symbolic link that leads out of the project is not read", async () => {
  const outside = async (folder: string) => {
    await mkdir(join(folder, "src"), { recursive: true });
    const away = join(folder, "..", "away.ts");
    await writeFile(away, run);
    await symlink(away, join(folder, "src", "link.ts"));
  };
  expect(await used("", {}, outside)).toEqual([]);
});

test("what a package of the workspace builds leads to its sources, also where it is not built yet", async () => {
  const { "src/app/page.ts": page = "", ...files } = workspace('"composite": true');
  const linked = async (folder: string) => {
    await mkdir(join(folder, "node_modules"), { recursive: true });
    await symlink(join(folder, "src/client"), join(folder, "node_modules/client"), "dir");
  };
  const named = {
    ...files,
    "src/client/package.json": '{ "name": "client", "main": "dist/index.js", "types": "dist/index.d.ts" }',
    "src/app/page.ts": page.replace("../client/dist/index.js", "client"),
  };
  expect(await used("", named, linked)).toEqual([total]);
});
