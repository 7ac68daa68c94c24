import type ts from "typescript";
import { insideOf } from "../inside.ts";
import type { Step } from "./step.ts";

/** `order === other`, `"total" in order`: compared, or reckoned with. */
export const compared: Step<ts.BinaryExpression> = {
  is: (parent, ts) => ts.isBinaryExpression(parent),
  take({ parent: { left, operatorToken }, known }, flow) {
    const isAsked = operatorToken.kind === flow.ts.SyntaxKind.InKeyword;
    if (isAsked && flow.ts.isStringLiteralLike(left)) insideOf(known, left, flow);
    return true;
  },
};

/** `order;`, `if (order)`, `!order`, `typeof order`: looked at, and done with. */
export const ended: Step = {
  is: (parent, ts): parent is ts.Node =>
    ts.isExpressionStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isTypeQueryNode(parent),
  take: () => true,
};
