import { createRequire, isBuiltin } from "node:module";
import { posix } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import type { Texts } from "../fixture.ts";

/** What a module exports. */
type Exports = Readonly<Record<string, unknown>>;

/**
 * Runs a file of a project that is only in memory, with all that it imports, and gives what it exports. Modules of
 * JavaScript or TypeScript, of either kind, run as CommonJS; packages are the real ones.
 * @throws RangeError for an import that leads nowhere
 */
export function load(texts: Texts, entry: string): Exports {
  const loaded = new Map<string, { exports: Exports }>();
  const run = (file: string): Exports => {
    const known = loaded.get(file);
    if (known) return known.exports; // of a circle, as far as it has come
    const module = { exports: {} };
    loaded.set(file, module);
    const imports = (name: string) => (isRelative(name) ? run(resolve(texts, file, name)) : required(name));
    evaluate(file, texts[file] ?? "", [module, module.exports, imports]);
    return module.exports;
  };
  return run(entry);
}

const required = (name: string): unknown => {
  const known = packages[name];
  if (known) return known();
  if (isBuiltin(name)) return require(name);
  throw new RangeError(`no package ${name}`);
};

const require = createRequire(import.meta.url);

/** The clients that fixtures call the vendor with. */
const packages: Readonly<Record<string, () => unknown>> = {
  axios: () => require("axios"),
  got: () => require("got"),
  ky: () => require("ky"),
  octokit: () => require("octokit"),
  "openapi-fetch": () => require("openapi-fetch"),
  undici: () => require("undici"),
  zod: () => require("zod"),
};

function isRelative(name: string): boolean {
  return /^\.{1,2}\//.test(name);
}

/** As TypeScript writes it: `./shop.js` may be `./shop.ts`. */
function resolve(texts: Texts, from: string, name: string): string {
  const path = posix.join(posix.dirname(from), name);
  const bare = path.replace(/\.[cm]?jsx?$/, "");
  const tries = [
    path,
    ...[bare, path].flatMap((one) => [".ts", ".tsx", ".js", ".jsx", "/index.ts"].map((end) => one + end)),
  ];
  const found = tries.find((one) => Object.hasOwn(texts, one));
  if (found === undefined) throw new RangeError(`${from} imports ${name}, which is not there`);
  return found;
}

type Scope = readonly [module: { exports: Exports }, exports: Exports, imports: (name: string) => unknown];

function evaluate(file: string, text: string, scope: Scope): void {
  const { outputText } = ts.transpileModule(text, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      jsx: ts.JsxEmit.ReactJSX,
      allowJs: true,
    },
  });
  compileFunction(outputText, ["module", "exports", "require"], { filename: file })(...scope);
}
