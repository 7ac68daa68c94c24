import { dirname } from "node:path";
import type ts from "typescript";
import type { Compiler, TypeScript } from "./compiler.ts";

/** Texts that stand in for those on disk, by absolute path with slashes. */
export type Overlay = ReadonlyMap<string, string>;

/** Files that are compiled together, and how. */
export interface Unit {
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
  readonly references: readonly ts.ProjectReference[];
}

/**
 * Sorts files by the `tsconfig.json` that is in charge of them; those of none are compiled with defaults. Projects that
 * refer to each other and are compiled alike are one, so that what one hands out is followed into the others.
 */
export function unitsOf(files: readonly string[], { ts }: Compiler): Unit[] {
  const units = new Map<string, { unit: Unit; wanted: Set<string> }>();
  const configurations = configurationsRead(ts);
  for (const file of files) {
    const path = configurationOf(file, configurations, ts);
    const known = units.get(path ?? "") ?? { unit: unitOf(path, configurations, ts), wanted: new Set<string>() };
    known.wanted.add(file);
    units.set(path ?? "", known);
  }
  const found = Array.from(units, ([path, { unit, wanted }]) => ({
    ...unit,
    path,
    files: [...new Set([...unit.files, ...wanted])],
  }));
  return joined(found, ts);
}

/** A unit, and the `tsconfig.json` that it comes from. */
interface Configured extends Unit {
  readonly path: string;
}

function joined(units: readonly Configured[], ts: Compiler["ts"]): Unit[] {
  const groups = units.reduce<Configured[][]>((before, unit) => {
    const isRelated = (group: readonly Configured[]) => group.some((other) => isJoinable(other, unit, ts));
    return [...before.filter((group) => !isRelated(group)), [...before.filter(isRelated).flat(), unit]];
  }, []);
  return groups.map((group) => ({
    files: [...new Set(group.flatMap(({ files }) => files))],
    options: group[0]?.options ?? {},
    references: group.flatMap(({ references }) => references),
  }));
}

function isJoinable(one: Configured, other: Configured, ts: Compiler["ts"]): boolean {
  const refers = (from: Configured, to: Configured) =>
    from.references.some((reference) => ts.resolveProjectReferencePath(reference) === to.path);
  return (refers(one, other) || refers(other, one)) && meaning(one.options) === meaning(other.options);
}

/** Options without those that only say where things lie. */
function meaning(options: ts.CompilerOptions): string {
  const { configFilePath, rootDir, outDir, declarationDir, tsBuildInfoFile, ...rest } = options;
  return JSON.stringify(
    rest,
    Object.keys(rest)
      .sort()
      .concat(Object.keys(rest.paths ?? {})),
  );
}

/** A compiled unit, and the texts that stood in for files. */
export interface Compiled {
  readonly program: ts.Program;
  readonly overlay: Overlay;
}

/** Compiles a unit in memory. What `earlier` has read and is still the same is not read again. */
export function compile(
  { files, options, references }: Unit,
  compiler: Compiler,
  overlay: Overlay = new Map(),
  earlier?: Compiled,
): Compiled {
  const program = compiler.ts.createProgram({
    rootNames: [...files, ...[...overlay.keys()].filter((file) => !files.includes(file))],
    options,
    projectReferences: references,
    host: hostOf(options, compiler, overlay, earlier),
    ...(earlier && { oldProgram: earlier.program }),
  });
  return { program, overlay };
}

/** What a `tsconfig.json` says; undefined where it cannot be read. */
type Configurations = (path: string) => ts.ParsedCommandLine | undefined;

/** Reads each only once: that lists all files that it takes in. */
function configurationsRead(ts: Compiler["ts"]): Configurations {
  const known = new Map<string, ts.ParsedCommandLine | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, parsed(path, ts));
    return known.get(path);
  };
}

/** The nearest `tsconfig.json` above a file that takes it in, itself or by a project that it refers to. */
function configurationOf(file: string, configurations: Configurations, ts: Compiler["ts"]): string | undefined {
  let nearest: string | undefined;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = ts.findConfigFile(folder, ts.sys.fileExists);
    if (path === undefined) return nearest;
    nearest ??= path;
    const references = configurations(path)?.projectReferences ?? [];
    const listed = [path, ...references.map((reference) => ts.resolveProjectReferencePath(reference))];
    const found = listed.find((one) => configurations(one)?.fileNames.includes(file));
    if (found !== undefined) return found;
    folder = dirname(path);
    if (folder === dirname(folder)) return nearest;
  }
}

function unitOf(path: string | undefined, configurations: Configurations, ts: Compiler["ts"]): Unit {
  const found = path === undefined ? undefined : configurations(path);
  return {
    files: found?.fileNames ?? [],
    options: { ...(found?.options ?? defaults(ts)), ...always },
    references: [...(found?.projectReferences ?? [])],
  };
}

function parsed(path: string, ts: Compiler["ts"]): ts.ParsedCommandLine | undefined {
  // What is wrong with a configuration is for the team's own compiler to say.
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  return ts.getParsedCommandLineOfConfigFile(path, {}, host);
}

function defaults(ts: Compiler["ts"]): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    strict: true,
  };
}

/** JavaScript is read, too; nothing is written; libraries are taken as they are. */
const always: ts.CompilerOptions = {
  allowJs: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  skipLibCheck: true,
};

function hostOf(
  options: ts.CompilerOptions,
  { ts, library }: Compiler,
  overlay: Overlay,
  earlier: Compiled | undefined,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  const [first] = library.keys();
  const folder = dirname(first ?? ts.getDefaultLibFilePath(options));
  const read = (path: string) => overlay.get(path) ?? library.get(path) ?? host.readFile(path);
  return {
    ...host,
    ...(first !== undefined && {
      getDefaultLibLocation: () => folder,
      getDefaultLibFileName: () => `${folder}/${ts.getDefaultLibFileName(options)}`,
    }),
    ...toSources,
    ...asCompiled(ts),
    fileExists: (path) => overlay.has(path) || library.has(path) || host.fileExists(path),
    readFile: read,
    // The checker sets the parents.
    getSourceFile(path, languageVersion) {
      const isSame = overlay.get(path) === earlier?.overlay.get(path);
      const before = isSame ? earlier?.program.getSourceFile(path) : undefined;
      if (before) return before;
      if (dirname(path) === folder) return libraryFile(path, read, languageVersion, ts);
      const text = read(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, languageVersion);
    },
  };
}

/** Imports of what a referenced project builds lead to its sources; the compiler's types only tell language services of it. */
const toSources = { useSourceOfProjectReferenceRedirect: () => true };

/** Comments are read where they are types, as `tsc` does. 5.0 to 5.2 read them all. */
function asCompiled({ JSDocParsingMode: mode }: Partial<TypeScript>): Pick<ts.CompilerHost, "jsDocParsingMode"> {
  return mode ? { jsDocParsingMode: mode.ParseForTypeErrors } : {};
}

/** Read once in a process: it never changes, and is larger than most projects. */
function libraryFile(
  path: string,
  read: (path: string) => string | undefined,
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
  ts: Compiler["ts"],
): ts.SourceFile | undefined {
  const given = typeof languageVersion === "object" ? languageVersion : { languageVersion };
  const key = `${path} ${given.languageVersion} ${given.impliedNodeFormat}`;
  const known = parsedLibrary.get(key);
  if (known) return known;
  const text = read(path);
  if (text === undefined) return undefined;
  const file = ts.createSourceFile(path, text, languageVersion);
  parsedLibrary.set(key, file);
  return file;
}

const parsedLibrary = new Map<string, ts.SourceFile>();
