import { relative, sep } from "node:path";
import type { ts } from "ts-morph";
import type { Runtime } from "../runtime/index.ts";

/** TypeScript's own parser. */
export type TypeScript = typeof ts;

/** One file of the team's code. */
export interface Source {
  /** Relative to the configuration's folder, with forward slashes. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly ts: TypeScript;
}

/** Parses the JavaScript and TypeScript files that the globs name. Other files are left out: nothing here can read them. */
export async function readSources(globs: readonly string[], folder: string, runtime: Runtime): Promise<Source[]> {
  const files = globs.length === 0 ? [] : (await runtime.files.list(globs, folder)).filter(isScript);
  if (files.length === 0) return [];
  const { ts } = await import("ts-morph");
  return Promise.all(
    files.map(async (file) => {
      const text = (await runtime.files.read(file)).toString("utf8");
      return {
        path: relative(folder, file).split(sep).join("/"),
        tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
        ts,
      };
    }),
  );
}

function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}
