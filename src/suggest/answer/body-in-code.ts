import type ts from "typescript";
import type { Body } from "../../impact/bodies.ts";
import type { Project } from "../../impact/project/index.ts";
import { isUntyped } from "../../impact/project/types.ts";

/** A body with all that is said of it around it. */
export interface Around {
  readonly outer: ts.Expression;
  /** What it is told to be of, the innermost first. */
  readonly types: readonly ts.TypeNode[];
  readonly isPromise: boolean;
}

/** The same value with what is around it: awaited, bracketed, and told to be of a type. */
export function around(expression: ts.Expression, project: Project): Around {
  const { ts } = project;
  const types: ts.TypeNode[] = [];
  let [outer, isPromise] = [expression, mayBePromise(expression, project)];
  for (;;) {
    const { parent } = outer;
    if (ts.isAwaitExpression(parent)) isPromise = false;
    else if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isTypeAssertionExpression(parent))
      types.push(parent.type);
    else if (!ts.isParenthesizedExpression(parent) && !ts.isNonNullExpression(parent))
      return { outer, types, isPromise };
    outer = parent;
  }
}

/** Where nobody says what a call gives, it gives a promise, as what reads a body does. */
function mayBePromise(expression: ts.Expression, { ts, checker }: Project): boolean {
  if (!ts.isCallExpression(expression)) return false;
  const type = checker.getTypeAtLocation(expression);
  return isUntyped(type, ts) ? !/^JSON\b/.test(expression.expression.getText()) : checker.getAwaitedType(type) !== type;
}

/** The call whose type argument says the type of a body: `axios.get<Order>(…)`, `load<Order>(…)`. */
export function typedCall({ node, project }: Pick<Body, "node" | "project">): ts.CallExpression | undefined {
  const { ts, checker } = project;
  return ts.isBindingElement(node) ? calledFor(node.parent.parent) : callIn(node);

  function callIn(expression: ts.Node | undefined): ts.CallExpression | undefined {
    if (expression === undefined || ts.isCallExpression(expression)) return expression;
    if (ts.isAwaitExpression(expression) || ts.isParenthesizedExpression(expression))
      return callIn(expression.expression);
    if (ts.isPropertyAccessExpression(expression)) return callIn(expression.expression);
    const declaration = ts.isIdentifier(expression)
      ? checker.getSymbolAtLocation(expression)?.valueDeclaration
      : undefined;
    return declaration && calledFor(declaration);
  }

  function calledFor(declaration: ts.Node): ts.CallExpression | undefined {
    return ts.isVariableDeclaration(declaration) ? callIn(declaration.initializer) : undefined;
  }
}
