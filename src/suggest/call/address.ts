import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { editOf } from "../reading.ts";
import type { Edit } from "../suggestion.ts";

/** The names of a path template's parameters, in their order. */
export function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/**
 * Another path where a call writes its address, in one text or a template; undefined where it is not clear which text to
 * change. Both paths have as many parameters.
 */
export function movedAddress(use: Use, from: string, to: string): Edit[] | undefined {
  const parts = partsOf(use.node, use);
  // As a client with templates of its own has it: its parameters have the names of the contract.
  if (from.includes("{") && parts.some((part) => part.getText().includes(from)))
    return replacedIn(parts, from, to, use);
  const [before, after] = [literals(from), literals(to)];
  // Each literal part is in just one of the texts.
  const edits = before.map((literal, i) => {
    const now = after[i] ?? "";
    return literal === now ? [] : replacedIn(parts, literal, now, use);
  });
  return edits.every((some) => some !== undefined) ? edits.flat() : undefined;
}

/** What a template says between its parameters: `/orders/{id}` is `/orders/` and nothing. */
function literals(path: string): string[] {
  return path.split(/\{[^{}]*\}/);
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
