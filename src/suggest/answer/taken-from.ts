import type ts from "typescript";
import type { Body } from "../../impact/bodies.ts";
import { referencesIn } from "../../impact/flow/references.ts";
import { mayBeNothing, saysNothing } from "../../impact/project/types.ts";
import { inserted, replaced } from "../reading.ts";
import { isIdentifier, memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { around, typedCall } from "./body-in-code.ts";

/**
 * Takes a member out of the body of an answer, where that comes in; types that the code gives to the body go to the
 * member. None where it cannot be done in place.
 * @example with `data`, `(await response.json()) as Order` becomes `((await response.json()) as { data: Order }).data`
 */
export function takenFrom(body: Body, name: string): Edit[] {
  const { node, project } = body;
  const { ts, checker } = project;
  const source = node.getSourceFile();
  const member = memberName(name, source, ts);
  const plain = isIdentifier(name) ? `.${name}` : `[${member}]`;
  return joined(ts.isBindingElement(node) ? fromPattern(node) : fromExpression(node));

  /** `const { data: order } = …` becomes `const { data: { data: order } } = …`; where it may be absent, its readers ask. */
  function fromPattern(element: ts.BindingElement): Edit[] {
    const { name: bound, initializer, propertyName } = element;
    if (initializer || !ts.isIdentifier(bound)) return [];
    if (mayBeNothing(checker.getTypeAtLocation(bound), ts)) return referencesIn(project).of(bound).flatMap(ofReference);
    const inner = `{ ${member === bound.text ? member : `${member}: ${bound.text}`} }`;
    return [...ofTypeArgument(element), replaced(bound, propertyName ? inner : `${bound.text}: ${inner}`, project)];
  }

  function ofReference(reference: ts.MemberName): Edit[] {
    const { parent } = reference;
    const isShorthand = ts.isShorthandPropertyAssignment(parent);
    return [inserted(reference.getEnd(), `${isShorthand ? `: ${reference.text}` : ""}${access(reference)}`, body)];
  }

  /** A reading that asks first whether there is something to read from. */
  function access(value: ts.Node): string {
    if (!mayBeNothing(checker.getTypeAtLocation(value), ts)) return plain;
    return isIdentifier(name) ? `?${plain}` : `?.${plain}`;
  }

  function fromExpression(expression: ts.Expression): Edit[] {
    const { outer, types, isPromise } = around(expression, project);
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
      ...(needsBrackets ? [inserted(outer.getStart(), "(", body), inserted(outer.getEnd(), `)${taken}`, body)] : []),
      ...(needsBrackets ? [] : [inserted(outer.getEnd(), taken, body)]),
    ];
  }

  /** `axios.get<Order>(…)`, `load<Order>(…)`: what says the type of the body. */
  function ofTypeArgument(taken: Body["node"]): Edit[] {
    const [type] = typedCall({ node: taken, project })?.typeArguments ?? [];
    return type ? ofType(type) : [];
  }

  /** A promise of a body is one of the envelope; what says nothing of the body stays. */
  function ofType(type: ts.TypeNode): Edit[] {
    const [of] =
      ts.isTypeReferenceNode(type) && type.typeName.getText() === "Promise" ? (type.typeArguments ?? []) : [];
    const inner = of ?? type;
    return saysNothing(inner, ts)
      ? []
      : [inserted(inner.getStart(), `{ ${member}: `, body), inserted(inner.getEnd(), " }", body)];
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
