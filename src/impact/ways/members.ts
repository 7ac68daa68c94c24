import type ts from "typescript";
import type { Origin } from "../flow/origin.ts";
import type { Code, Request, Slot } from "./way.ts";

/** The object that an expression stands for, where the code writes it out. */
export function objectOf(
  expression: ts.Expression | undefined,
  code: Code,
  depth = 0,
): ts.ObjectLiteralExpression | undefined {
  const { ts } = code.project;
  if (expression === undefined || depth > 4) return undefined;
  if (ts.isObjectLiteralExpression(expression)) return expression;
  if (
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
  ) {
    return objectOf(expression.expression, code, depth + 1);
  }
  if (!ts.isIdentifier(expression)) return undefined;
  const declaration = code.references.symbolOf(expression)?.valueDeclaration;
  const isConstant = declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration));
  return isConstant ? objectOf(declaration.initializer, code, depth + 1) : undefined;
}

/** The value of an object's member, also of one that is spread into it. */
export function memberOf(expression: ts.Expression | undefined, name: string, code: Code): ts.Expression | undefined {
  const { ts } = code.project;
  for (const property of objectOf(expression, code)?.properties ?? []) {
    if (ts.isSpreadAssignment(property)) {
      const spread = memberOf(property.expression, name, code);
      if (spread) return spread;
    } else if (property.name && nameOf(property.name, code) === name) {
      if (ts.isPropertyAssignment(property)) return property.initializer;
      if (ts.isShorthandPropertyAssignment(property)) return property.name;
    }
  }
  return undefined;
}

/** A member's name, as far as the code tells. */
export function nameOf(name: ts.PropertyName, { project: { ts } }: Code): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** What the calls that made a client have it send with every request, by the names of the options that hold it. */
export function alwaysSent(
  { calls }: Origin,
  options: Readonly<Partial<Record<Slot, string>>>,
  code: Code,
): Request["sent"][] {
  return calls.map((call) => {
    const held = Object.entries(options).flatMap(([slot, name]) => {
      const member = memberOf(call.arguments?.[0], name, code);
      return member ? [[slot, member] as const] : [];
    });
    return Object.fromEntries(held);
  });
}
