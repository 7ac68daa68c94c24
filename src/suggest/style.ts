import type ts from "typescript";
import type { TypeScript } from "../impact/project/compiler.ts";

/** A text as a literal, in the quotes that the file uses most. */
export function quote(text: string, source: ts.SourceFile, ts: TypeScript): string {
  const double = JSON.stringify(text);
  if (!prefersSingle(source, ts)) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function prefersSingle(source: ts.SourceFile, ts: TypeScript): boolean {
  const known = preferences.get(source);
  if (known !== undefined) return known;
  let balance = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) balance += node.getText(source).startsWith("'") ? 1 : -1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  preferences.set(source, balance > 0);
  return balance > 0;
}

const preferences = new WeakMap<ts.SourceFile, boolean>();

/** A value of JSON as the file would write it. */
export function written(value: unknown, source: ts.SourceFile, ts: TypeScript): string {
  return typeof value === "string" ? quote(value, source, ts) : JSON.stringify(value);
}

/** What a statement ends with in this file: `;`, or nothing. */
export function semicolon(source: ts.SourceFile): string {
  return /;\s*$/m.test(source.text) ? ";" : "";
}

/** The white space that the line of a node begins with. */
export function indentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const lineStart = text.lastIndexOf("\n", node.getStart() - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
}

/** How the file ends its lines. */
export function newline({ text }: ts.SourceFile): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A property's name in code: bare where it is an identifier. */
export function memberName(name: string, source: ts.SourceFile, ts: TypeScript): string {
  return isIdentifier(name) ? name : quote(name, source, ts);
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}
