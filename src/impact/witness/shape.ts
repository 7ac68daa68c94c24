import type ts from "typescript";
import type { TypeScript } from "../project/compiler.ts";
import type { Project } from "../project/index.ts";

/** What a module gives that gives one thing for all, by `export =`. */
export const anything = "export=";

/** A statement of a file's declarations: what others see of it. What it imports is in none. */
export interface Declared {
  readonly text: string;
  /** The names that it gives to what it declares; `default` for a default export. */
  readonly names: readonly string[];
  /** Seen everywhere, without being imported. */
  readonly isGlobal: boolean;
}

/** The declarations of a file, as the compiler would write them; none of one that is not there, undefined where it cannot. */
export function shapeOf(path: string, { program, ts }: Project): readonly Declared[] | undefined {
  const file = program.getSourceFile(path);
  if (file === undefined) return [];
  const text = file.isDeclarationFile ? file.text : declarationsOf(file, program);
  if (text === undefined) return undefined;
  const declarations = ts.createSourceFile("shape.d.ts", text, ts.ScriptTarget.ESNext, true);
  const isScript = !ts.isExternalModule(declarations);
  const declared = declarations.statements.filter((statement) => !isImport(statement, ts));
  return declared.map((statement) => ({
    text: statement.getText(),
    names: namesOf(statement, ts),
    isGlobal: isScript || isAugmenting(statement, ts),
  }));
}

function declarationsOf(file: ts.SourceFile, program: ts.Program): string | undefined {
  const { emit }: Emitting = program;
  let declarations: string | undefined;
  const keep = (_: string, text: string) => {
    declarations = text;
  };
  const { diagnostics } = emit(file, keep, undefined, true, undefined, true);
  return diagnostics.length === 0 ? declarations : undefined; // what cannot be named is written as any
}

/** The compiler's own way, in watch mode, to know whom a change concerns: the last parameter is not in its types. */
interface Emitting {
  readonly emit: (
    file: ts.SourceFile,
    write: ts.WriteFileCallback,
    cancellation: undefined,
    onlyDeclarations: true,
    transformers: undefined,
    forceDeclarations: true,
  ) => ts.EmitResult;
}

function isImport(statement: ts.Statement, ts: TypeScript): boolean {
  if (ts.isImportDeclaration(statement)) return true;
  return ts.isImportEqualsDeclaration(statement) && statement.modifiers === undefined;
}

/** `declare global` and `declare module "…"` */
function isAugmenting(statement: ts.Statement, ts: TypeScript): boolean {
  if (!ts.isModuleDeclaration(statement)) return false;
  return ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

function namesOf(statement: ts.Statement, ts: TypeScript): string[] {
  if (ts.isExportAssignment(statement)) return [statement.isExportEquals ? anything : "default"];
  const isDefault = ts.canHaveModifiers(statement) && statement.modifiers?.some(isDefaultKeyword);
  const names = declarationsIn(statement).flatMap((node) => ts.getNameOfDeclaration(node) ?? []);
  return [...names.flatMap((name) => ("text" in name ? name.text : [])), ...(isDefault ? ["default"] : [])];

  function isDefaultKeyword({ kind }: ts.ModifierLike): boolean {
    return kind === ts.SyntaxKind.DefaultKeyword;
  }

  function declarationsIn(node: ts.Statement): readonly ts.Declaration[] {
    if (ts.isVariableStatement(node)) return node.declarationList.declarations;
    if (!ts.isExportDeclaration(node)) return "name" in node ? [node as ts.DeclarationStatement] : [];
    const { exportClause } = node;
    if (exportClause === undefined) return [];
    return ts.isNamespaceExport(exportClause) ? [exportClause] : exportClause.elements;
  }
}
