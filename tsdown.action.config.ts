import { createRequire } from "node:module";
import { join } from "node:path";
import type License from "rollup-plugin-license";
import { defineConfig, type Rolldown } from "tsdown";

const require = createRequire(import.meta.url);
const license: typeof License.default = require("rollup-plugin-license"); // its types name an export that is not there

// The action as one file that needs no node_modules. Users get it by a release's tag; main holds no built files.
export default defineConfig(({ outDir = "bundle" }) => ({
  entry: { index: "src/action/index.ts" },
  outDir,
  format: "esm",
  platform: "node",
  target: "node24",
  fixedExtension: false,
  hash: false,
  dts: false,
  shims: true, // TypeScript asks for __filename
  alias: {
    typescript: fileOf("@ts-morph/common", "dist/typescript.js"), // one of the two is enough
    tar: fileOf("tar", "dist/esm/index.js"), // its minified build has names that the bundler takes over, or not, by chance
    "jsonc-parser": fileOf("jsonc-parser", "lib/esm/main.js"), // its other build hides its parts from bundlers
  },
  deps: { alwaysBundle: /./, onlyBundle: false },
  outputOptions: { codeSplitting: false, comments: { legal: true, annotation: false, jsdoc: false } },
  plugins: [
    absent("unzip-stream"), // artifacts are only uploaded, and a part of it has no licence
    license({
      thirdParty: {
        allow: { test: isPermissive, failOnUnlicensed: true, failOnViolation: true },
        output: join(outDir, "licenses.txt"),
      },
    }),
  ],
}));

function fileOf(name: string, path: string): string {
  const [folder = ""] = require.resolve.paths(name) ?? [];
  return join(folder, name, path);
}

/** Puts nothing in a package's place. */
function absent(name: string): Rolldown.Plugin {
  const id = `\0absent ${name}`;
  return {
    name: "absent",
    resolveId: (source) => (source === name ? id : undefined),
    load: (loaded) => (loaded === id ? "export default undefined;" : undefined),
  };
}

/** Whether all that it asks for is that its text is passed on. */
function isPermissive({ license }: License.Dependency): boolean {
  return /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-3\.0|Unlicense)\b/.test(
    license ?? "",
  );
}
