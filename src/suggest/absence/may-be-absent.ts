import type ts from "typescript";
import { isUntyped, mayBeNothing } from "../../impact/project/types.ts";
import type { Use } from "../../impact/use.ts";
import { isGuarded } from "./guarded.ts";

/**
 * Whether a value may be null or missing where it is read: by its type there, or where the code says none, by the contract.
 * @param isByContract whether the contract lets it be absent
 */
export function mayBeAbsent({ project }: Use, value: ts.Expression, isByContract: boolean): boolean {
  const { ts, checker, program } = project;
  const { strict, strictNullChecks = strict } = program.getCompilerOptions();
  const type = checker.getTypeAtLocation(value);
  if (isUntyped(type, ts) || !strictNullChecks) return isByContract && !isGuarded(value, ts);
  return mayBeNothing(type, ts);
}

/** Whether an operator gives another value in its place, or code sets it: what it means then is not seen from here. */
export function isReplaced(value: ts.Expression, { project: { ts } }: Use): boolean {
  const { parent } = value;
  if (ts.isPostfixUnaryExpression(parent) || ts.isDeleteExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return /^(\+\+|--)$/.test(ts.tokenToString(parent.operator) ?? "");
  if (!ts.isBinaryExpression(parent) || parent.left !== value) return false;
  const { kind } = parent.operatorToken;
  const isSet = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  return isSet || /^(\?\?|\|\|)$/.test(ts.tokenToString(kind) ?? "");
}
