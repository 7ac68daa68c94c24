import { join } from "node:path";
import { expect, test } from "vitest";
import { openProjects } from "../../../src/impact/project/index.ts";
import { affectedIn } from "../../../src/impact/witness/affected.ts";
import { testRuntime } from "../../support/runtime.ts";

const shop = "export function total() { return '1'; }\nexport function other() { return '2'; }\n";
const user = "import { total } from './shop'; export const run = () => void total();";

/**
 * The files that are to be checked again once `src/shop.ts` has another text, and those in which the compiler finds other
 * errors than before.
 */
async function affected(files: Readonly<Record<string, string>>, text: string, name = "src/shop.ts"): Promise<object> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    const all = { "tsconfig.json": tsconfig, [name]: shop, ...files };
    for (const [file, content] of Object.entries(all)) await runtime.files.write(join(folder, file), content);
    const [before] = await openProjects(["src/**"], folder, runtime);
    const after = before?.with(new Map([[join(folder, name), text]]));
    if (!before || !after) throw new Error("There is no project.");
    const errors = (project: typeof before, path: string) =>
      project.program
        .getSemanticDiagnostics(project.program.getSourceFile(path))
        .map(({ messageText, start }) => `${start} ${project.ts.flattenDiagnosticMessageText(messageText, "\n")}`)
        .join();
    const paths = before.sources.map(({ fileName }) => fileName);
    const short = (path: string) => path.slice(folder.length + "/src/".length);
    return {
      again: [...affectedIn(after, before)].map(short).sort(),
      other: paths
        .filter((path) => path !== join(folder, name) && errors(before, path) !== errors(after, path))
        .map(short),
    };
  });
}

const tsconfig = JSON.stringify({
  include: ["src"],
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    moduleResolution: "Bundler",
    strict: true,
    allowJs: true,
    checkJs: true,
    esModuleInterop: true,
    types: [],
  },
});
const maybe = shop.replace("'1'", "Math.random() > 1 ? '1' : undefined");

test.each([
  {
    name: "a text that declares the same concerns its own file",
    files: { "src/user.ts": user },
    text: shop.replace("'1'", "String(1)"),
    again: ["shop.ts"],
    other: [],
  },
  {
    name: "what a function gives concerns who calls it, and not who imports something else",
    files: {
      "src/user.ts": "import { total } from './shop'; export function run() { total().trim(); }",
      "src/beside.ts": "import { other } from './shop'; export const text = other(); // total",
    },
    text: maybe,
    again: ["shop.ts", "user.ts"],
    other: ["user.ts"],
  },
  {
    name: "what is made of it is followed to who imports that, and ends where a type is written",
    files: {
      "src/user.ts": "import { total as sum } from './shop'; export const made = () => sum();",
      "src/last.ts":
        "import { made } from './user'; export function run(): string { return made() ?? ''; }\nmade().trim();",
      "src/beyond.ts": "import { run } from './last'; run().trim();",
    },
    text: maybe,
    again: ["last.ts", "shop.ts", "user.ts"],
    other: ["last.ts"],
  },
  {
    name: "a type that names it is followed, though its own text stays",
    files: {
      "src/user.ts":
        "import { total } from './shop'; export type Total = ReturnType<typeof total>; export interface Order { sum: Total }",
      "src/last.ts": "import type { Order } from './user'; export class Shop { constructor(readonly order: Order) {} }",
      "src/end.ts": "import { Shop } from './last'; export const run = (shop: Shop) => shop.order.sum.trim();",
    },
    text: maybe,
    again: ["end.ts", "last.ts", "shop.ts", "user.ts"],
    other: ["end.ts"],
  },
  {
    name: "barrels hand it on, under other names, too",
    files: {
      "src/index.ts": "export * from './shop';",
      "src/named.ts": "export { total as sum } from './index'; export { other } from './index';",
      "src/user.ts": "import { sum } from './named'; sum().trim();",
      "src/beside.ts": "import { other } from './named'; other().trim();",
    },
    text: maybe,
    again: ["index.ts", "named.ts", "shop.ts", "user.ts"],
    other: ["user.ts"],
  },
  {
    name: "a module that is taken whole concerns who asks for that member, or hands the module on",
    files: {
      "src/user.ts": "import * as shop from './shop'; shop.total().trim();",
      "src/beside.ts": "import * as shop from './shop'; shop.other().trim();",
      "src/all.ts": "import * as shop from './shop'; export const all = { ...shop };",
      "src/end.ts": "import { all } from './all'; all.total().trim();",
      "src/space.ts": "export * as shop from './shop';",
      "src/far.ts": "import { shop } from './space'; shop.total().trim();",
    },
    text: maybe,
    again: ["all.ts", "end.ts", "far.ts", "shop.ts", "space.ts", "user.ts"],
    other: ["end.ts", "far.ts", "user.ts"],
  },
  {
    name: "a default export has the names that its importers give it",
    files: {
      "src/fallback.ts": "import { total } from './shop'; export default total;",
      "src/user.ts": "import sum from './fallback'; sum().trim();",
      "src/named.ts": "import { default as sum } from './fallback'; sum().trim();",
      "src/on.ts": "export { default as sum } from './fallback';",
      "src/end.ts": "import { sum } from './on'; sum().trim();",
    },
    text: maybe,
    again: ["end.ts", "fallback.ts", "named.ts", "on.ts", "shop.ts", "user.ts"],
    other: ["end.ts", "named.ts", "user.ts"],
  },
  {
    name: "a type that the compiler spells out is followed, though the file does not import it",
    files: {
      "src/order.ts":
        "import { total } from './shop'; export const fetched = () => ({ sum: total() }); export class Order { sum = total(); }",
      "src/made.ts": "import { Order } from './order'; export const make = () => new Order();",
      "src/user.ts": "import { make } from './made'; export const order = make();",
      "src/end.ts": "import { order } from './user'; order.sum.trim();",
    },
    text: maybe,
    again: ["end.ts", "made.ts", "order.ts", "shop.ts", "user.ts"],
    other: ["end.ts"],
  },
  {
    name: "modules that are imported or required while the code runs",
    files: {
      "src/held.ts": "export async function run() { const shop = await import('./shop'); shop.total().trim(); }",
      "src/other.ts": "export async function run() { const shop = await import('./shop'); shop.other().trim(); }",
      "src/then.ts": "export const run = () => import('./shop').then((shop) => shop.total());",
      "src/end.ts": "import { run } from './then'; export async function end() { (await run()).trim(); }",
      "src/type.ts": "export type Total = ReturnType<typeof import('./shop').total>;",
      "src/typed.ts": "import type { Total } from './type'; export const run = (sum: Total) => sum.trim();",
    },
    text: maybe,
    again: ["end.ts", "held.ts", "shop.ts", "then.ts", "type.ts", "typed.ts"],
    other: ["end.ts", "held.ts", "typed.ts"],
  },
  {
    name: "what is declared for all concerns everyone",
    files: { "src/user.ts": "export const run = (shop: Shop) => shop.total.trim();", "src/beside.ts": "export {};" },
    text: "export {};\ndeclare global { interface Shop { total: string | undefined } }",
    again: ["shop.ts"],
    other: ["user.ts"],
  },
])("$name", async ({ files, text, again, other }) => {
  expect(await affected(files, text)).toEqual({ again, other });
});

test("modules of CommonJS", async () => {
  const text = (total: string) =>
    `/** @returns {${total}} */\nfunction total() { return /** @type {any} */ ("1"); }\nfunction other() { return "2"; }\nmodule.exports = { total, other };\n`;
  const files = {
    "src/shop.js": text("string"),
    "src/user.js": "const { total } = require('./shop'); module.exports.run = () => total().trim();",
    "src/whole.js": "const shop = require('./shop'); exports.made = shop.total();",
    "src/end.js": "const whole = require('./whole'); whole.made.trim();",
    "src/beside.js": "exports.run = () => 1;",
  };
  const again = ["end.js", "shop.js", "user.js", "whole.js"];
  expect(await affected(files, text("string | undefined"), "src/shop.js")).toEqual({
    again,
    other: ["end.js", "user.js"],
  });
});
