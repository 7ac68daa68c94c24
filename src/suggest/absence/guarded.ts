import type ts from "typescript";
import type { TypeScript } from "../../impact/project/compiler.ts";
import { anyInside } from "../any-inside.ts";

/**
 * Whether code only gets to a value where it has asked for it: `if (order.eta)`, `order.eta && …`, `order.eta ? … : …`,
 * or after `if (!order.eta) return`. By its text, within a function.
 */
export function isGuarded(value: ts.Expression, ts: TypeScript): boolean {
  const text = plain(value.getText());
  const asks = (condition: ts.Expression) => mentions(condition, text, ts);
  for (let node: ts.Node = value; node.parent && !ts.isFunctionLike(node); node = node.parent) {
    const { parent } = node;
    if (ts.isIfStatement(parent) && node !== parent.expression && asks(parent.expression)) return true;
    if (ts.isConditionalExpression(parent) && node !== parent.condition && asks(parent.condition)) return true;
    if (ts.isBinaryExpression(parent) && node === parent.right && isBranch(parent, ts) && asks(parent.left))
      return true;
    if (ts.isBlock(parent) && earlier(parent, node).some((statement) => leaves(statement, ts, asks))) return true;
  }
  return false;
}

function plain(text: string): string {
  return text.replace(/[?!\s]/g, "");
}

function mentions(condition: ts.Node, text: string, ts: TypeScript): boolean {
  return anyInside(condition, (node) => plain(node.getText()) === text, ts);
}

function isBranch({ operatorToken: { kind } }: ts.BinaryExpression, { SyntaxKind }: TypeScript): boolean {
  return kind === SyntaxKind.AmpersandAmpersandToken || kind === SyntaxKind.BarBarToken;
}

function earlier({ statements }: ts.Block, node: ts.Node): ts.Statement[] {
  return statements.filter((statement) => statement.getEnd() <= node.getStart());
}

/** `if (!order.eta) return;` */
function leaves(statement: ts.Statement, ts: TypeScript, asks: (condition: ts.Expression) => boolean): boolean {
  if (!ts.isIfStatement(statement) || !asks(statement.expression)) return false;
  const { thenStatement: then } = statement;
  const last = ts.isBlock(then) ? then.statements.at(-1) : then;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
}
