import type ts from "typescript";
import type { Project } from "../project/index.ts";

/**
 * The team's files that types from these files can reach: they themselves, and whoever imports them, also through others.
 * What a script declares is seen everywhere.
 */
export function reachedFrom(paths: ReadonlySet<string>, { ts, program, checker }: Project): ts.SourceFile[] {
  const own = program.getSourceFiles().filter((file) => isOwn(file, program));
  const reached = new Set(program.getSourceFiles().filter(({ fileName }) => paths.has(fileName)));
  if ([...reached].some((file) => isScript(file, ts))) return own;
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of own) {
    for (const imported of importsOf(file)) importers.set(imported, [...(importers.get(imported) ?? []), file]);
  }
  for (const file of reached) for (const importer of importers.get(file) ?? []) reached.add(importer);
  return own.filter((file) => reached.has(file));

  function importsOf(file: ts.SourceFile): Set<ts.SourceFile> {
    const imported = new Set<ts.SourceFile>();
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && isModuleName(node)) {
        for (const declaration of checker.getSymbolAtLocation(node)?.declarations ?? [])
          imported.add(declaration.getSourceFile());
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return imported;
  }

  /** Of an import, an export, `import()`, `require()` or an import type. */
  function isModuleName({ parent }: ts.Node): boolean {
    const isStatement = ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent);
    const isType =
      ts.isExternalModuleReference(parent) || (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent));
    const isCall = ts.isCallExpression(parent) && /^(import|require)$/.test(parent.expression.getText());
    return isStatement || isType || isCall;
  }
}

/** Whether it is the team's, and not generated into a declaration. */
function isOwn(file: ts.SourceFile, program: ts.Program): boolean {
  return (
    !file.isDeclarationFile &&
    !program.isSourceFileFromExternalLibrary(file) &&
    !file.fileName.includes("/node_modules/")
  );
}

function isScript(file: ts.SourceFile, ts: Project["ts"]): boolean {
  const isCommonJs = /\b(?:require\s*\(|module\.exports\b|exports\.)/.test(file.text);
  return !ts.isExternalModule(file) && !isCommonJs;
}
