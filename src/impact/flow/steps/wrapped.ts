import type ts from "typescript";
import type { Step } from "./step.ts";

/** `await order`, `(order)`, `order!`, `order as Order`: the same value. */
export const wrapped: Step = {
  is: (parent, ts): parent is ts.Node =>
    ts.isAwaitExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isTypeAssertionExpression(parent),
  take({ parent, known }, { follow }) {
    follow(parent, known);
    return true;
  },
};
