import type ts from "typescript";
import type { Project } from "../project/index.ts";

/** The call whose callee an expression is. */
export function callingOf(callee: ts.Expression, ts: Project["ts"]): ts.CallExpression | undefined {
  const { parent } = callee;
  if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent)) return callingOf(parent, ts);
  return ts.isCallExpression(parent) && parent.expression === callee ? parent : undefined;
}

/** The name of what is called: `parse` of `JSON.parse(text)`. */
export function calleeName({ expression }: ts.CallExpression, ts: Project["ts"]): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}
