import type { ts } from "ts-morph";
import type { TypeScript } from "./source.ts";

/**
 * The text that an expression makes: a literal, a template, or strings put together, with `{}` for each part that is
 * only known at run time. Undefined where it is no text on its face.
 */
export function textOf(node: ts.Node, ts: TypeScript): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join("");
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left, ts), textOf(node.right, ts)];
  return left === undefined && right === undefined ? undefined : (left ?? "{}") + (right ?? "{}");
}

/** Every outermost expression of a tree that makes a text, with that text. */
export function texts(tree: ts.Node, ts: TypeScript): { readonly node: ts.Node; readonly text: string }[] {
  const found: { node: ts.Node; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node, ts);
    if (text !== undefined) found.push({ node, text });
    // The parts of a text are no texts of their own, but code within `${…}` may hold some.
    for (const inner of text === undefined ? [node] : runtimeParts(node, ts)) ts.forEachChild(inner, visit);
  };
  visit(tree);
  return found;
}

function runtimeParts(node: ts.Node, ts: TypeScript): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression);
  if (!ts.isBinaryExpression(node)) return [];
  return [node.left, node.right].flatMap((side) => (textOf(side, ts) === undefined ? [side] : runtimeParts(side, ts)));
}
