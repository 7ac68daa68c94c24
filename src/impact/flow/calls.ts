import type ts from "typescript";
import type { Project } from "../project/index.ts";

/** The call whose callee an expression is. */
export function callingOf(callee: ts.Expression, ts: Project["ts"]): ts.CallExpression | undefined {
  const { parent } = callee;
  if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent)) return callingOf(parent, ts);
  return ts.isCallExpression(parent) && parent.expression === callee ? parent : undefined;
}

/** The call of a method that is given something as its first argument, and the method's name. */
export function callOfMethod(
  given: ts.Expression,
  ts: Project["ts"],
): { readonly call: ts.CallExpression; readonly name: string } | undefined {
  const { parent } = given;
  const isGiven = ts.isCallExpression(parent) && parent.arguments[0] === given;
  return isGiven && ts.isPropertyAccessExpression(parent.expression)
    ? { call: parent, name: parent.expression.name.text }
    : undefined;
}

/** The name of what is called: `parse` of `JSON.parse(text)`. */
export function calleeName({ expression }: ts.CallExpression, ts: Project["ts"]): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}
