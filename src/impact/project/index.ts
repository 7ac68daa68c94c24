import { join, relative, sep } from "node:path";
import type ts from "typescript";
import type { Runtime } from "../../runtime/index.ts";
import { type Compiler, compilerFor, type TypeScript } from "./compiler.ts";
import { type Compiled, compile, type Overlay, type Unit, unitsOf } from "./program.ts";

/** A part of the team's code that is compiled together. */
export interface Project {
  readonly ts: TypeScript;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The files that the configuration's `code` names, also those of projects that it refers to, in the order of their paths. */
  readonly sources: readonly ts.SourceFile[];
  /** Path of a file as places show it: relative to the configuration's folder, with slashes. */
  readonly pathOf: (file: Pick<ts.SourceFile, "fileName">) => string;
  /** The other way round: the name that the compiler has for a path, also of a file that is not there yet. */
  readonly fileAt: (path: string) => string;
  /** The same code with some texts replaced, by absolute path with slashes; what is not replaced is not read again. */
  readonly with: (overlay: Overlay) => Project;
}

/**
 * Reads and compiles the JavaScript and TypeScript files that the globs name, each with the `tsconfig.json` in charge of
 * it. Other files are left out, and so is what lies outside of the folder behind a symbolic link.
 * @param folder absolute
 */
export async function openProjects(globs: readonly string[], folder: string, runtime: Runtime): Promise<Project[]> {
  return projectsOf(await listed(globs, folder, runtime), folder, runtime);
}

/** The files that globs name, by absolute path; without any, none. */
export async function listed(globs: readonly string[], folder: string, { files }: Runtime): Promise<string[]> {
  return globs.length === 0 ? [] : files.list(globs, folder);
}

/** The same, of files that were listed already. */
export async function projectsOf(all: readonly string[], folder: string, runtime: Runtime): Promise<Project[]> {
  const files = await scripts(all, folder, runtime);
  if (files.length === 0) return [];
  const compiler = await compilerFor(folder);
  const wanted = new Set(files);
  return distinct(unitsOf(files, compiler).map((unit) => projectOf(unit, { compiler, wanted, folder })));
}

/** Without those that others take in whole, as an application does with its packages: there, it is also seen who calls them. */
function distinct(projects: readonly Project[]): Project[] {
  const names = projects.map(({ sources }) => new Set(sources.map(({ fileName }) => fileName)));
  const isWithin = (inner: ReadonlySet<string>, outer: ReadonlySet<string>) =>
    inner.size < outer.size && [...inner].every((name) => outer.has(name));
  return projects.filter((_, i) => !names.some((other) => isWithin(names[i] ?? new Set(), other)));
}

async function scripts(all: readonly string[], folder: string, { files }: Runtime): Promise<string[]> {
  const named = all.filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  if (named.length === 0) return [];
  const root = await files.realPath(folder);
  const inside = await Promise.all(named.map(async (file) => isInside(await files.realPath(file), root)));
  return named.filter((_, i) => inside[i]).map(slashed);
}

function isInside(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

interface Wanted {
  readonly compiler: Compiler;
  readonly wanted: ReadonlySet<string>;
  readonly folder: string;
}

function projectOf(unit: Unit, all: Wanted, overlay?: Overlay, earlier?: Compiled): Project {
  const { compiler, wanted, folder } = all;
  const compiled = compile(unit, compiler, overlay, earlier);
  const { program } = compiled;
  return {
    ts: compiler.ts,
    program,
    checker: program.getTypeChecker(),
    sources: program.getSourceFiles().filter(({ fileName }) => wanted.has(fileName)),
    pathOf: ({ fileName }) => slashed(relative(folder, fileName)),
    fileAt: (path) => slashed(join(folder, path)),
    with: (more) => projectOf(unit, all, new Map([...(overlay ?? []), ...more]), compiled),
  };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
