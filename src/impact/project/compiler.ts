import { createRequire } from "node:module";
import { join } from "node:path";
import type ts from "typescript";
import { required } from "../../common-js.ts";

/** TypeScript's own API. */
export type TypeScript = typeof ts;

/** A TypeScript compiler, and where its own library lies. */
export interface Compiler {
  readonly ts: TypeScript;
  /** The declarations of the language's library by path, where they are in no file of this machine. */
  readonly library: ReadonlyMap<string, string>;
}

/**
 * The compiler that the team uses, as a file in the folder would import it, where that has the compiler's API (5.x and
 * 6.x; 7.0 has none yet); else the one that comes with driftpin.
 */
export async function compilerFor(folder: string): Promise<Compiler> {
  const own = ownCompiler(folder);
  if (own) return { ts: own, library: new Map() };
  const ts = await required("typescript", async () => (await import("typescript")).default);
  if (ts.sys.fileExists(ts.getDefaultLibFilePath({}))) return { ts, library: new Map() };
  const { getLibFiles, libFolderInMemoryPath } = await import("@ts-morph/common"); // a bundle has no files beside it
  const library = getLibFiles().map(({ fileName, text }) => [`${libFolderInMemoryPath}/${fileName}`, text] as const);
  return { ts, library: new Map(library) };
}

function ownCompiler(folder: string): TypeScript | undefined {
  const require = createRequire(join(folder, "package.json"));
  try {
    const own: TypeScript = require("typescript");
    return /^[56]\./.test(own.version) && typeof own.createProgram === "function" ? own : undefined;
  } catch {
    return undefined; // none there, or one that does not load: then ours has to do
  }
}
