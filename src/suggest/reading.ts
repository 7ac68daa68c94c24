import type ts from "typescript";
import type { TypeScript } from "../impact/project/compiler.ts";
import type { Use } from "../impact/use.ts";
import type { Edit } from "./suggestion.ts";

/** How code takes something out of an answer. */
export type Reading =
  /** `order.total`, `order["total"]` */
  | { readonly kind: "access"; readonly expression: ts.PropertyAccessExpression | ts.ElementAccessExpression }
  /** `const { total: sum } = order` */
  | { readonly kind: "binding"; readonly element: ts.BindingElement };

/** The reading whose name a use is; undefined for uses of other kinds. */
export function readingOf({ node, project: { ts } }: Pick<Use, "node" | "project">): Reading | undefined {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return { kind: "access", expression: parent };
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
    return { kind: "access", expression: parent };
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === node)
    return { kind: "binding", element: parent };
  return undefined;
}

/** The expression with parentheses and `!` around it. */
export function wrapped(expression: ts.Expression, ts: TypeScript): ts.Expression {
  const { parent } = expression;
  return ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) ? wrapped(parent, ts) : expression;
}

/** An edit of the file of a use. */
export function editOf(
  { node, project }: Pick<Use, "node" | "project">,
  place: Pick<Edit, "start" | "end" | "text">,
): Edit {
  return { file: project.pathOf(node.getSourceFile()), ...place };
}

/** Another text in the place of a node. */
export function replaced(node: ts.Node, text: string, project: Use["project"]): Edit {
  return editOf({ node, project }, { start: node.getStart(), end: node.getEnd(), text });
}

/** A text that is put into the file of a use. */
export function inserted(at: number, text: string, use: Pick<Use, "node" | "project">): Edit {
  return editOf(use, { start: at, end: at, text });
}

/** A function of the library, called around an expression. */
export function surrounded(use: Use, expression: ts.Expression, before: string, after: string): Edit[] {
  const [start, end] = [expression.getStart(), expression.getEnd()];
  return [inserted(start, before, use), inserted(end, after, use)];
}
