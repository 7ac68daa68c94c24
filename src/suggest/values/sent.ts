import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { sentValue } from "../sent-value.ts";

/** The expressions of which one is sent for a member: of `isPaid ? "paid" : "open"`, both. */
export function sentValues(use: Use): ts.Expression[] {
  const { ts } = use.project;
  const value = sentValue(use);
  return value ? choicesOf(value) : [];

  function choicesOf(expression: ts.Expression): ts.Expression[] {
    if (ts.isConditionalExpression(expression))
      return [...choicesOf(expression.whenTrue), ...choicesOf(expression.whenFalse)];
    if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression))
      return choicesOf(expression.expression);
    const isChoice =
      ts.isBinaryExpression(expression) && /^(\?\?|\|\|)$/.test(ts.tokenToString(expression.operatorToken.kind) ?? "");
    return isChoice ? [...choicesOf(expression.left), ...choicesOf(expression.right)] : [expression];
  }
}
