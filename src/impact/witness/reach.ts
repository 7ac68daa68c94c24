import type ts from "typescript";
import type { Project } from "../project/index.ts";

/** Where a file of the team names another module. */
export interface Import {
  /** The module's name: of an import, an export, `import()`, `require()` or an import type. */
  readonly node: ts.StringLiteralLike;
  readonly of: ts.SourceFile;
}

/**
 * The team's files that types from these files can reach: they themselves, and whoever imports them, also through others.
 * What a script declares is seen everywhere.
 */
export function reachedFrom(paths: ReadonlySet<string>, project: Project): ts.SourceFile[] {
  const own = ownIn(project);
  const reached = new Set(project.program.getSourceFiles().filter(({ fileName }) => paths.has(fileName)));
  if ([...reached].some((file) => isScript(file, project.ts))) return own;
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of own) {
    for (const imported of new Set(importsOf(file, project).map(({ of }) => of))) {
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
    }
  }
  for (const file of reached) for (const importer of importers.get(file) ?? []) reached.add(importer);
  return own.filter((file) => reached.has(file));
}

/** The team's files, without what is generated into declarations. */
export function ownIn({ program }: Project): ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter(
      (file) =>
        !file.isDeclarationFile &&
        !program.isSourceFileFromExternalLibrary(file) &&
        !file.fileName.includes("/node_modules/"),
    );
}

/** The modules that a file names, as far as the compiler finds them. */
export function importsOf(file: ts.SourceFile, { ts, checker }: Project): Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && isModuleName(node)) {
      for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? [])
        imports.push({ node, of: declaration.getSourceFile() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return imports;

  function isModuleName({ parent }: ts.Node): boolean {
    const isStatement = ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent);
    const isType =
      ts.isExternalModuleReference(parent) || (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent));
    const isCall = ts.isCallExpression(parent) && /^(import|require)$/.test(parent.expression.getText());
    return isStatement || isType || isCall;
  }
}

/** Whether what a file declares is seen everywhere. */
function isScript(file: ts.SourceFile, ts: Project["ts"]): boolean {
  const isCommonJs = /\b(?:require\s*\(|module\.exports\b|exports\.)/.test(file.text);
  return !ts.isExternalModule(file) && !isCommonJs;
}
