import type ts from "typescript";
import type { Project } from "../project/index.ts";
import { assignedIn } from "./assigned.ts";
import { calleeName } from "./calls.ts";
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
  /** Where a function stands, or is named, without being called: whoever gets it there may call it. */
  handedOut(written: ts.Node): readonly ts.Expression[];
  /** The constructor of the class that an expression stands for, where the team has written one. */
  constructorOf(expression: ts.Expression): Written | undefined;
  /** The expressions that a function returns. */
  returnsOf(written: Written): readonly ts.Expression[];
}

export function functionsIn({ ts, sources }: Project, references: References): Functions {
  const own = new Set(sources);

  function of(expression: ts.Expression): Written | undefined {
    if (ts.isParenthesizedExpression(expression)) return of(expression.expression);
    if (isWritten(expression)) return expression;
    const held = isHolding(expression) ? expression.arguments[0] : undefined;
    if (held) return of(held);
    if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined;
    const name = ts.isIdentifier(expression) ? expression : expression.name;
    const declaration = references.symbolOf(name)?.valueDeclaration;
    if (declaration === undefined || !own.has(declaration.getSourceFile())) return undefined;
    return declaredAs(declaration);
  }

  /** `useCallback(load, [])`, `memo(Row)`: what is given is called in its place. */
  function isHolding(node: ts.Node): node is ts.CallExpression {
    return ts.isCallExpression(node) && holders.test(calleeName(node, ts));
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
    const { parent } = written;
    if (isHolding(parent)) return nameOf(parent);
    if (hasInitializer(parent)) return parent.name;
    const isAssigned = ts.isBinaryExpression(parent) && assignedIn(parent.left, ts) === written;
    return isAssigned && ts.isPropertyAccessExpression(parent.left) ? parent.left.name : undefined;
  }

  function expressionOf(reference: ts.MemberName): ts.Expression {
    const { parent } = reference;
    return ts.isPropertyAccessExpression(parent) && parent.name === reference ? parent : reference;
  }

  function callOf(reference: ts.MemberName): ts.CallExpression | ts.NewExpression | undefined {
    const callee = expressionOf(reference);
    const { parent } = callee;
    return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === callee
      ? parent
      : undefined;
  }

  /** Where a function is named: by its own name, by those of members of objects that it is put into, and taken out of. */
  function named(written: ts.Node): readonly ts.MemberName[] {
    const name = nameOf(written);
    const own = name ? references.of(name) : [];
    return [...new Set(own.flatMap((reference) => [reference, ...otherNames(reference)]))];
  }

  function otherNames(reference: ts.MemberName): readonly ts.MemberName[] {
    const { parent } = expressionOf(reference);
    if (ts.isBindingElement(parent)) return references.of(parent.name);
    const isPut = ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent);
    return isPut ? references.ofMember(parent.name) : [];
  }

  /** Whether a function is written where somebody else gets it, not where it is given a name of its own. */
  function isGiven({ parent }: ts.Expression): boolean {
    return !ts.isVariableDeclaration(parent) && !ts.isPropertyDeclaration(parent) && !ts.isExportAssignment(parent);
  }

  /** It is exported, has another name from there on, or only its type is asked for. */
  function isHandedNowhere(reference: ts.MemberName): boolean {
    const place = expressionOf(reference);
    const { parent } = place;
    const isMember = ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent);
    const exported = isMember ? parent.parent.parent : parent;
    const isExport = ts.isExportAssignment(exported) || (ts.isBinaryExpression(exported) && isOfExports(exported.left));
    return isExport || ts.isTypeQueryNode(parent) || ts.isBindingElement(parent) || otherNames(reference).length > 0;
  }

  function isOfExports(left: ts.Expression): boolean {
    return /^(module\.)?exports\b/.test(left.getText());
  }

  return {
    of,
    around: (node) => ts.findAncestor(node.parent, ts.isFunctionLike),
    callsOf: (written) => named(written).flatMap((reference) => callOf(reference) ?? []),
    handedOut(written) {
      const references = named(written);
      if (references.length === 0) return ts.isExpression(written) && isGiven(written) ? [written] : [];
      const isUncalled = (reference: ts.MemberName) => callOf(reference) === undefined && !isHandedNowhere(reference);
      return references.filter(isUncalled).map(expressionOf);
    },
    constructorOf(expression) {
      const declaration = references.symbolOf(expression)?.valueDeclaration;
      if (!declaration || !ts.isClassLike(declaration) || !own.has(declaration.getSourceFile())) return undefined;
      return declaration.members.find((member) => ts.isConstructorDeclaration(member) && isWritten(member));
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

/** Functions of libraries that give back the function that they are given, or one in its place. */
const holders = /^(useCallback|memo|forwardRef|observer|cache|unstable_cache)$/;
