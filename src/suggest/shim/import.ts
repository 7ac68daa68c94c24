import { posix } from "node:path";
import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import { inserted } from "../reading.ts";
import { newline, quote, semicolon } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { isCommonJs } from "./style-of.ts";

/** What a file is to have from another one. */
export interface Wanted {
  /** Absolute, with slashes. */
  readonly from: string;
  /** Sorted. */
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Imports what a file does not import yet: into the import that it has from there, else after its other imports. */
export function importOf(file: ts.SourceFile, wanted: Wanted, project: Project): Edit[] {
  const { ts } = project;
  const here = { node: file, project };
  const known = importFrom(file, wanted.from, project);
  const has = new Set(known?.elements.map(({ name }) => name.getText()));
  const names = [
    ...wanted.values.filter((name) => !has.has(name)),
    ...wanted.types.filter((name) => !has.has(name)).map((name) => `type ${name}`),
  ];
  const last = known?.elements.at(-1);
  if (names.length === 0) return [];
  if (last) return [inserted(last.getEnd(), names.map((name) => `, ${name}`).join(""), here)];
  const from = quote(specifier(file, wanted.from, project), file, ts);
  const list = `{ ${names.join(", ")} }`;
  const line = isCommonJs(file, project) ? `const ${list} = require(${from})` : `import ${list} from ${from}`;
  return [asLine(`${line}${semicolon(file)}`)];

  function asLine(statement: string): Edit {
    const imports = file.statements.filter((one) => isImport(one, ts));
    const after = imports.at(-1);
    if (after) return inserted(lineEnd(after), `${newline(file)}${statement}`, here);
    return inserted(topOf(file, ts), `${statement}${newline(file)}${newline(file)}`, here);
  }
}

/** With a comment that stands behind it. */
function lineEnd(statement: ts.Statement): number {
  const end = statement.getEnd();
  const behind = /^[ \t]*\/\/[^\r\n]*/.exec(statement.getSourceFile().text.slice(end))?.[0] ?? "";
  return end + behind.length;
}

/** The names that a file takes out of another one of the team's. */
function importFrom(
  file: ts.SourceFile,
  from: string,
  { ts }: Project,
): ts.NamedImports | ts.ObjectBindingPattern | undefined {
  const stem = withoutEnding(from);
  const isMeant = (node: ts.Node) =>
    ts.isStringLiteralLike(node) && withoutEnding(posix.join(posix.dirname(file.fileName), node.text)) === stem;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement) && isMeant(statement.moduleSpecifier)) {
      const names = statement.importClause?.namedBindings;
      if (names && ts.isNamedImports(names) && !statement.importClause?.isTypeOnly) return names;
    }
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
    const isHere =
      declared?.initializer && isRequire(declared.initializer, ts) && isMeant(declared.initializer.arguments[0]);
    if (isHere && ts.isObjectBindingPattern(declared.name)) return declared.name;
  }
  return undefined;
}

type Require = ts.CallExpression & { readonly arguments: readonly [ts.Expression, ...ts.Expression[]] };

function isRequire(node: ts.Expression, ts: Project["ts"]): node is Require {
  return ts.isCallExpression(node) && node.expression.getText() === "require" && node.arguments.length === 1;
}

function isImport(statement: ts.Statement, ts: Project["ts"]): boolean {
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return declared.some(({ initializer }) => initializer !== undefined && isRequire(initializer, ts));
}

/** Before the first statement and the comment that belongs to it, after directives and a comment about the file. */
function topOf(file: ts.SourceFile, ts: Project["ts"]): number {
  const isDirective = (one: ts.Statement) => ts.isExpressionStatement(one) && ts.isStringLiteral(one.expression);
  const first = file.statements.find((one) => !isDirective(one));
  if (!first) return file.text.length;
  const comments = ts.getLeadingCommentRanges(file.text, first.getFullStart()) ?? [];
  let top = first.getStart(file);
  for (const { pos, end } of [...comments].reverse()) {
    if (/\n\s*\n/.test(file.text.slice(end, top)) || isAboutFile(file.text.slice(pos, end))) break;
    top = pos;
  }
  return top;
}

function isAboutFile(comment: string): boolean {
  return /@ts-(check|nocheck)|eslint-|@license|copyright|@fileoverview/i.test(comment);
}

/** `./shop-compat`, with the ending that relative imports have here. */
function specifier(file: ts.SourceFile, to: string, project: Project): string {
  const path = posix.relative(posix.dirname(file.fileName), withoutEnding(to));
  return `${path.startsWith(".") ? path : `./${path}`}${endingFor(file, to, project)}`;
}

function endingFor(file: ts.SourceFile, to: string, project: Project): string {
  const { ts, sources, program } = project;
  const ending = /\.[cm]?[jt]s$/.exec(to)?.[0] ?? "";
  const compiled = ending.replace("t", "j");
  if (/^\.[cm]/.test(ending)) return compiled; // nothing finds these without
  const known = [file, ...sources].flatMap((one) => relativeImportsOf(one, ts)).at(0);
  if (known !== undefined) {
    const written = /\.[cm]?[jt]sx?$/.exec(known)?.[0];
    return written === undefined ? "" : /t/.test(written) ? ending : compiled;
  }
  if (isCommonJs(file, project)) return ending === ".js" ? "" : ending;
  if (/j/.test(ending)) return ending;
  const { module = ts.ModuleKind.ESNext } = program.getCompilerOptions();
  return module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext ? compiled : "";
}

function relativeImportsOf({ statements }: ts.SourceFile, ts: Project["ts"]): string[] {
  return statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return textOf(statement.moduleSpecifier);
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
    const required = declared?.initializer;
    return required && isRequire(required, ts) ? textOf(required.arguments[0]) : [];
  });

  function textOf(node: ts.Expression): string[] {
    return ts.isStringLiteralLike(node) && /^\.\.?\//.test(node.text) ? [node.text] : [];
  }
}

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}
