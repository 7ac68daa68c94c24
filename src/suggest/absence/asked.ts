import type ts from "typescript";
import type { TypeScript } from "../../impact/project/compiler.ts";
import { wrapped } from "../reading.ts";

/** Whether code only asks if there is a value, whatever it is: `if (order.eta)`, `order.eta !== null`, `!order.eta`. */
export function isAsked(value: ts.Expression, ts: TypeScript): boolean {
  const outer = wrapped(value, ts);
  const { parent } = outer;
  if (ts.isConditionalExpression(parent)) return parent.condition === outer;
  if (ts.isBinaryExpression(parent)) return isOperandAsked(parent, outer, ts);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === "Boolean";
  return ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isExpressionStatement(parent);
}

function isOperandAsked(
  { left, right, operatorToken: { kind } }: ts.BinaryExpression,
  value: ts.Expression,
  ts: TypeScript,
): boolean {
  const operator = ts.tokenToString(kind) ?? "";
  const other = left === value ? right : left;
  if (operator === "&&") return left === value;
  return /^[!=]==?$/.test(operator) && isNothing(other, ts);
}

function isNothing(node: ts.Expression, ts: TypeScript): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}
