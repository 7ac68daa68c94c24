import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import type { Kind } from "../kind.ts";
import { editOf } from "../reading.ts";
import type { Edit } from "../suggestion.ts";

/**
 * An operation that probably has another path now.
 * @example `GET /orders/{id}` is gone and `GET /purchases/{id}` came: `/orders/${id}` becomes `/purchases/${id}`.
 */
export const moved: Kind = {
  name: "moved",
  propose({ drift: { operation, rename }, uses }) {
    const [method, path] = rename?.to.split(" ") ?? [];
    if (!operation || path === undefined || method?.toLowerCase() !== operation.method) return [];
    const [before, after] = [literals(operation.path), literals(path)];
    if (before.length !== after.length) return [];
    const calls = uses.filter(({ subject }) => subject.kind === "call");
    const edits = calls.flatMap((use) => movedIn(use, before, after) ?? []);
    return edits.length > 0 ? [{ text: `Call ${path} instead of ${operation.path}.`, edits, atMost: "likely" }] : [];
  },
};

/** What a template says between its parameters: `/orders/{id}` is `/orders/` and nothing. */
function literals(path: string): string[] {
  return path.split(/\{[^{}]*\}/);
}

/** Each literal part is in just one of the texts that the code writes; otherwise it is not clear which to change. */
function movedIn(use: Use, before: readonly string[], after: readonly string[]): Edit[] | undefined {
  const parts = partsOf(use.node, use);
  const edits = before.map((literal, i) => {
    const now = after[i] ?? "";
    return literal === now ? [] : replacedIn(parts, literal, now, use);
  });
  return edits.every((some) => some !== undefined) ? edits.flat() : undefined;
}

function replacedIn(parts: readonly ts.Node[], before: string, after: string, use: Use): Edit[] | undefined {
  const places = parts.flatMap((part) => {
    const text = part.getText();
    const [first, last] = [text.indexOf(before), text.lastIndexOf(before)];
    return first >= 0 && first === last ? [part.getStart() + first] : [];
  });
  const [start] = places;
  return before.length > 1 && start !== undefined && places.length === 1
    ? [editOf(use, { start, end: start + before.length, text: after })]
    : undefined;
}

/** Literals, and the literal parts of templates. */
function partsOf(node: ts.Node, use: Use): ts.Node[] {
  const { ts } = use.project;
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)];
  return ts.isBinaryExpression(node) ? [...partsOf(node.left, use), ...partsOf(node.right, use)] : [];
}
