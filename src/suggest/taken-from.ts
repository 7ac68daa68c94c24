import type ts from "typescript";
import type { Body } from "../impact/bodies.ts";
import { referencesIn } from "../impact/flow/references.ts";
import { editOf } from "./reading.ts";
import { isIdentifier, memberName } from "./style.ts";
import type { Edit } from "./suggestion.ts";

/**
 * Takes a member out of the body of an answer, where that comes in; types that the code gives to the body go to the
 * member. None where it cannot be done in place.
 * @example with `data`, `(await response.json()) as Order` becomes `((await response.json()) as { data: Order }).data`
 */
export function takenFrom({ node, project }: Body, name: string): Edit[] {
  const { ts, checker } = project;
  const source = node.getSourceFile();
  const member = memberName(name, source, ts);
  const plain = isIdentifier(name) ? `.${name}` : `[${member}]`;
  return joined(ts.isBindingElement(node) ? fromPattern(node) : fromExpression(node));

  /** `const { data: order } = …` becomes `const { data: { data: order } } = …`; where it may be absent, its readers ask. */
  function fromPattern(element: ts.BindingElement): Edit[] {
    const { name: bound, initializer, propertyName } = element;
    if (initializer || !ts.isIdentifier(bound)) return [];
    if (isOptional(bound)) return referencesIn(project).of(bound).flatMap(ofReference);
    const inner = `{ ${member === bound.text ? member : `${member}: ${bound.text}`} }`;
    return [...ofTypeArgument(element), replaced(bound, propertyName ? inner : `${bound.text}: ${inner}`)];
  }

  function ofReference(reference: ts.Identifier): Edit[] {
    const { parent } = reference;
    const isShorthand = ts.isShorthandPropertyAssignment(parent);
    return [inserted(reference.getEnd(), `${isShorthand ? `: ${reference.text}` : ""}${access(reference)}`)];
  }

  /** A reading that asks first whether there is something to read from. */
  function access(value: ts.Node): string {
    if (!isOptional(value)) return plain;
    return isIdentifier(name) ? `?${plain}` : `?.${plain}`;
  }

  function fromExpression(expression: ts.Expression): Edit[] {
    const { outer, types, isPromise } = around(expression);
    const taken = isPromise ? `.then((body) => body${plain})` : access(expression);
    const needsBrackets = !(
      ts.isParenthesizedExpression(outer) ||
      ts.isCallExpression(outer) ||
      ts.isPropertyAccessExpression(outer) ||
      ts.isElementAccessExpression(outer)
    );
    return [
      ...ofTypeArgument(expression),
      ...types.flatMap(ofType),
      ...(needsBrackets ? [inserted(outer.getStart(), "("), inserted(outer.getEnd(), `)${taken}`)] : []),
      ...(needsBrackets ? [] : [inserted(outer.getEnd(), taken)]),
    ];
  }

  /** The same value with all that is said of it: awaited, bracketed, and told to be of a type. */
  function around(expression: ts.Expression) {
    const types: ts.TypeNode[] = [];
    let [outer, isPromise] = [expression, mayBePromise(expression)];
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
  function mayBePromise(expression: ts.Expression): boolean {
    if (!ts.isCallExpression(expression)) return false;
    const type = checker.getTypeAtLocation(expression);
    const isOpen = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
    return isOpen ? !/^JSON\b/.test(expression.expression.getText()) : checker.getAwaitedType(type) !== type;
  }

  function isOptional(expression: ts.Node): boolean {
    const type = checker.getTypeAtLocation(expression);
    const absent = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
    return type.isUnion() && type.types.some(({ flags }) => (flags & absent) !== 0);
  }

  /** `axios.get<Order>(…)`, `load<Order>(…)`: what says the type of the body. */
  function ofTypeArgument(taken: Body["node"]): Edit[] {
    const call = ts.isBindingElement(taken) ? calledFor(taken.parent.parent) : callIn(taken);
    const [type] = call?.typeArguments ?? [];
    return type ? ofType(type) : [];
  }

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

  /** A promise of a body is one of the envelope; what says nothing of the body stays. */
  function ofType(type: ts.TypeNode): Edit[] {
    const [of] =
      ts.isTypeReferenceNode(type) && type.typeName.getText() === "Promise" ? (type.typeArguments ?? []) : [];
    const inner = of ?? type;
    const saysNothing = inner.kind === ts.SyntaxKind.UnknownKeyword || inner.kind === ts.SyntaxKind.AnyKeyword;
    return saysNothing ? [] : [inserted(inner.getStart(), `{ ${member}: `), inserted(inner.getEnd(), " }")];
  }

  function replaced(old: ts.Node, text: string): Edit {
    return editOf({ node, project }, { start: old.getStart(), end: old.getEnd(), text });
  }

  function inserted(at: number, text: string): Edit {
    return editOf({ node, project }, { start: at, end: at, text });
  }
}

/** Edits with those that insert at one place as one, in the order in which they come. */
function joined(edits: readonly Edit[]): Edit[] {
  const known = new Map<string, Edit>();
  for (const edit of edits) {
    const place = `${edit.file} ${edit.start} ${edit.end}`;
    const before = known.get(place);
    known.set(place, before ? { ...edit, text: before.text + edit.text } : edit);
  }
  return [...known.values()];
}
