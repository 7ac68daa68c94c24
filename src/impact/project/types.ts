import type ts from "typescript";
import type { TypeScript } from "./compiler.ts";

/** Whether the compiler leaves open what a value is: `any`, or `unknown`. */
export function isUntyped({ flags }: ts.Type, { TypeFlags }: TypeScript): boolean {
  return (flags & (TypeFlags.Any | TypeFlags.Unknown)) !== 0;
}

/** Whether a type has `null` or `undefined`. */
export function mayBeNothing(type: ts.Type, { TypeFlags }: TypeScript): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (TypeFlags.Null | TypeFlags.Undefined)) !== 0);
}

/** Whether a type that code writes says nothing: `any`, or `unknown`. */
export function saysNothing({ kind }: ts.TypeNode, { SyntaxKind }: TypeScript): boolean {
  return kind === SyntaxKind.AnyKeyword || kind === SyntaxKind.UnknownKeyword;
}

/** Whether a file is JavaScript, which says nothing of types. */
export function isJavaScript({ fileName }: Pick<ts.SourceFile, "fileName">): boolean {
  return /\.[cm]?jsx?$/.test(fileName);
}
