import type ts from "typescript";
import type { Flow } from "./flow.ts";

/** Whether an expression is a variable whose object or array is written where it is declared: nobody else has that yet. */
export function isMadeHere(expression: ts.Expression, { ts, references }: Flow): boolean {
  const declaration = ts.isIdentifier(expression) ? references.symbolOf(expression)?.valueDeclaration : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const value = made && (ts.isAsExpression(made) || ts.isSatisfiesExpression(made)) ? made.expression : made;
  return value !== undefined && (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value));
}
