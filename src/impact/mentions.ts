import type ts from "typescript";
import type { Operation } from "../contract/contract.ts";
import type { Code, OperationsAt } from "./ways/way.ts";

/** A text that names an operation, where nothing is known of what is done with it. */
export interface Mention {
  readonly operation: Operation;
  readonly node: ts.Node;
}

/**
 * URLs, paths and `GET /orders/{id}` in literals and templates that no known way of calling has taken: another library
 * may send them.
 */
export function mentionsIn(
  { project: { ts, sources }, textsOf }: Code,
  at: OperationsAt,
  taken: ReadonlySet<ts.Node>,
): Mention[] {
  const mentions: Mention[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && !written(node).some((part) => taken.has(part))) {
      const operations = textsOf(node).flatMap(({ text }) => named(text, at));
      mentions.push(...[...new Set(operations)].map((operation) => ({ operation, node })));
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);
  return mentions;

  function isText(node: ts.Node): node is ts.Expression {
    const isPart = ts.isBinaryExpression(node.parent ?? node) && isText(node.parent);
    return !isPart && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || isSum(node));
  }

  function isSum(node: ts.Node): boolean {
    return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
  }

  function written(node: ts.Node): ts.Node[] {
    if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)];
    return ts.isBinaryExpression(node) ? [node, ...written(node.left), ...written(node.right)] : [node];
  }
}

function named(text: string, at: OperationsAt): readonly Operation[] {
  const [, method, target] = /^(?:([A-Z]+) )?((?:https?:\/\/|\{\}\/|\/[^/])\S*)$/.exec(text) ?? [];
  return target === undefined ? [] : at(method, target);
}
