import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";
import type { Texts } from "../fixture.ts";
import type { VendorTypes } from "./vendor-types.ts";

/** A team's code, with the version of a vendor that it is held against. */
export interface Held {
  readonly code: Texts;
  readonly vendor: VendorTypes;
}

/**
 * What the compiler says of each: `file: message`. All are compiled as one program, each in a folder of its own, which is only in
 * memory, for what costs is reading the library.
 */
export function compiled(all: ReadonlyMap<string, Held>): ReadonlyMap<string, readonly string[]> {
  const files = new Map([...all].flatMap(([name, held]) => filesOf(name, held)));
  const program = ts.createProgram({ rootNames: [...files.keys()], options, host: hostOf(files) });
  return new Map(
    [...all].map(([name, { code }]) => [name, Object.keys(code).flatMap((file) => errorsIn(program, name, file))]),
  );
}

const root = join(import.meta.dirname, "in-memory");

const options: ts.CompilerOptions = {
  strict: true,
  noImplicitAny: false, // or all of JavaScript would be wrong
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  esModuleInterop: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  types: ["node"],
};

function filesOf(name: string, { code, vendor }: Held): [path: string, text: string][] {
  const folder = join(root, name);
  const sources = Object.entries(code).map(([file, text]) => [join(folder, file), withTypes(text, folder, vendor)]);
  const types = Object.entries(vendor).map(([file, text]) => [join(folder, "vendor", file), text]);
  return [...sources, ...types] as [string, string][];
}

/** What was generated from the description is generated again; other code gets what is typed, below its last line. */
function withTypes(text: string, folder: string, vendor: VendorTypes): string {
  if (/^export (?:interface|type) paths\b/m.test(text)) return vendor["openapi.ts"];
  if (/import .*\bfetch\b.* from/.test(text)) return text;
  return `${text}\nimport { fetch, JSON } from "${join(folder, "vendor/fetch.ts")}";`;
}

function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  const known = {
    ...host,
    directoryExists: (path: string) => folders.has(path) || ts.sys.directoryExists(path),
    fileExists: (path: string) => files.has(path) || host.fileExists(path),
    readFile: (path: string) => files.get(path) ?? host.readFile(path),
  };
  return {
    ...known,
    getSourceFile(path, version) {
      const text = files.get(path);
      return text === undefined ? host.getSourceFile(path, version) : ts.createSourceFile(path, text, version, true);
    },
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        return text === "axios"
          ? {
              resolvedModule: { resolvedFileName: join(folderOf(from), "vendor/axios.ts"), extension: ts.Extension.Ts },
            }
          : ts.resolveModuleName(text, from, options, known, cache);
      }),
  };
}

/** `<root>/<kind>/<case>/<which>` of a file in it. */
function folderOf(path: string): string {
  return join(root, ...relative(root, path).split(sep).slice(0, 3));
}

function errorsIn(program: ts.Program, name: string, file: string): string[] {
  const source = program.getSourceFile(join(root, name, file));
  if (!source) return [];
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(
    ({ messageText }) => `${file}: ${typeof messageText === "string" ? messageText : messageText.messageText}`,
  );
}
