import { createContext, Script } from "node:vm";
import type { TypeScript } from "../../impact/project/compiler.ts";
import type { Json } from "../../json.ts";

/** Longer than this no shim takes for some small answers, in milliseconds. */
const timeoutMs = 1_000;

/**
 * Runs a function that driftpin has written, never what is in a repository: this keeps mistakes in, and nobody who means ill.
 * The function is in a module's text; it is given values, each by itself, in a world that has nothing but the language. Values go in
 * and come out as JSON. Undefined where it throws, takes too long or changes what it is given.
 */
export function ran(text: string, name: string, values: readonly Json[], ts: TypeScript): Json[] | undefined {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const code = `const exports = {};
(() => {${outputText}
})();
JSON.stringify(JSON.parse(${literal(values)}).map((now) => {
  const before = JSON.stringify(now);
  const given = exports[${JSON.stringify(name)}](now);
  if (JSON.stringify(now) !== before) throw new Error("it changes what it is given");
  return given;
}));`;
  const world = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: "afterEvaluate",
  });
  try {
    const result: unknown = new Script(code).runInContext(world, { timeout: timeoutMs });
    return typeof result === "string" ? JSON.parse(result) : undefined;
  } catch {
    return undefined; // whatever it was, the shim does not work
  }
}

function literal(values: readonly Json[]): string {
  return JSON.stringify(JSON.stringify(values));
}
