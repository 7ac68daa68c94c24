import type { ts } from "ts-morph";
import type { Call } from "./call.ts";
import type { TypeScript } from "./source.ts";

/** Where a property of that name is read in the function that makes the call. Whether of its answer, only types could tell. */
export function readsOf(name: string, { node, source: { ts } }: Call): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (inner: ts.Node): void => {
    const read = nameRead(inner, ts);
    if (read?.text === name) found.push(read);
    ts.forEachChild(inner, visit);
  };
  const scope = functionAround(node, ts);
  if (scope) visit(scope);
  return found;
}

/** `order.total`, `order["total"]`, `{ total } = order` and `{ total: sum } = order`. */
function nameRead(node: ts.Node, ts: TypeScript): (ts.Node & { readonly text: string }) | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  if (ts.isElementAccessExpression(node)) return literal(node.argumentExpression, ts);
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined;
  const property = node.propertyName ?? node.name;
  return ts.isIdentifier(property) ? property : literal(property, ts);
}

function literal(node: ts.Node, ts: TypeScript): ts.StringLiteralLike | undefined {
  return ts.isStringLiteralLike(node) ? node : undefined;
}

function functionAround(node: ts.Node, ts: TypeScript): ts.Node | undefined {
  for (let outer: ts.Node | undefined = node.parent; outer; outer = outer.parent)
    if (ts.isFunctionLike(outer)) return outer;
  return undefined;
}
