import { dirname } from "node:path";
import type ts from "typescript";
import type { Project } from "./index.ts";

/**
 * Tells whether a module that a file of a project imports is one of the files that were read, or a package that some of them
 * are in. A package is not looked for in itself: what has its own name there may be another one that is not installed.
 * @param projects all that was read
 */
export function ownModulesIn(
  projects: readonly Project[],
): (name: string, file: ts.SourceFile, of: Project) => boolean {
  const read = new Set(projects.flatMap(({ sources }) => sources.map(({ fileName }) => fileName)));
  const folders = new Set([...read].map((file) => dirname(file)));
  return (name, file, { ts, program }) => {
    const { resolvedModule } = ts.resolveModuleName(name, file.fileName, program.getCompilerOptions(), ts.sys);
    const reached = resolvedModule?.resolvedFileName;
    if (reached !== undefined && (read.has(reached) || /\/node_modules\//.test(reached))) return read.has(reached);
    const names = new Set([...folders].map((folder) => packageOf(folder, ts)));
    const own = packageOf(dirname(file.fileName), ts);
    const named = /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0];
    return named !== undefined && named !== own && names.has(named);
  };
}

/** The name of the package that a folder is in. */
function packageOf(folder: string, ts: Project["ts"]): string | undefined {
  const path = ts.findConfigFile(folder, ts.sys.fileExists, "package.json");
  const { config } = path === undefined ? {} : ts.readConfigFile(path, ts.sys.readFile);
  return typeof config?.name === "string" ? config.name : undefined;
}
