import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { References } from "./references.ts";

/** A function of the team's, with what it does. */
export type Written = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

/** The team's functions, and who calls them. */
export interface Functions {
  /** The function that an expression stands for, written in place or named; undefined for those of others. */
  of(expression: ts.Expression): Written | undefined;
  /** The function around a node. */
  around(node: ts.Node): ts.Node | undefined;
  /** The calls of a function, where it is called by its name. For a constructor, the `new` expressions. */
  callsOf(written: ts.Node): readonly (ts.CallExpression | ts.NewExpression)[];
  /** The expressions that a function returns. */
  returnsOf(written: Written): readonly ts.Expression[];
}

export function functionsIn({ ts, sources }: Project, references: References): Functions {
  const own = new Set(sources);

  function of(expression: ts.Expression): Written | undefined {
    if (ts.isParenthesizedExpression(expression)) return of(expression.expression);
    if (isWritten(expression)) return expression;
    if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined;
    const name = ts.isIdentifier(expression) ? expression : expression.name;
    const declaration = references.symbolOf(name)?.valueDeclaration;
    if (declaration === undefined || !own.has(declaration.getSourceFile())) return undefined;
    return declaredAs(declaration);
  }

  function declaredAs(declaration: ts.Declaration): Written | undefined {
    if (isWritten(declaration)) return declaration;
    const assigned = ts.isShorthandPropertyAssignment(declaration) ? declaration.name : assignedIn(declaration, ts);
    if (assigned) return of(assigned);
    return hasInitializer(declaration) && declaration.initializer ? of(declaration.initializer) : undefined;
  }

  function isWritten(node: ts.Node): node is Written {
    return ts.isFunctionLike(node) && "body" in node && node.body !== undefined;
  }

  function hasInitializer(
    node: ts.Node,
  ): node is ts.VariableDeclaration | ts.PropertyAssignment | ts.PropertyDeclaration {
    return ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node);
  }

  function nameOf(written: ts.Node): ts.Node | undefined {
    if (ts.isFunctionDeclaration(written) || ts.isMethodDeclaration(written)) return written.name;
    if (ts.isConstructorDeclaration(written)) return written.parent.name;
    if (hasInitializer(written.parent)) return written.parent.name;
    const { parent } = written;
    const isAssigned = ts.isBinaryExpression(parent) && assignedIn(parent.left, ts) === written;
    return isAssigned && ts.isPropertyAccessExpression(parent.left) ? parent.left.name : undefined;
  }

  function callOf(reference: ts.Identifier): ts.CallExpression | ts.NewExpression | undefined {
    const isMember = ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference;
    const callee = isMember ? reference.parent : reference;
    const { parent } = callee;
    return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === callee
      ? parent
      : undefined;
  }

  return {
    of,
    around: (node) => ts.findAncestor(node.parent, ts.isFunctionLike),
    callsOf(written) {
      const name = nameOf(written);
      return (name ? references.of(name) : []).flatMap((reference) => callOf(reference) ?? []);
    },
    returnsOf({ body }) {
      if (!ts.isBlock(body)) return [body];
      const found: ts.Expression[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
        if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
      };
      visit(body);
      return found;
    },
  };
}

/** What `exports.order = …` sets, which is how JavaScript declares what a CommonJS module exports. */
export function assignedIn(declaration: ts.Node, ts: Project["ts"]): ts.Expression | undefined {
  if (ts.isSourceFile(declaration)) return undefined;
  const whole = ts.isBinaryExpression(declaration) ? declaration : declaration.parent;
  const isAssignment = ts.isBinaryExpression(whole) && whole.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssignment && (whole === declaration || whole.left === declaration) ? whole.right : undefined;
}
