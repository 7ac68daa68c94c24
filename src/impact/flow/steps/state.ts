import type ts from "typescript";
import { stateOf, stateSetBy } from "../state.ts";
import type { Step } from "./step.ts";

/** `setOrder(order)`, `useState(order)` */
export const state: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, flow) {
    const kept = stateSetBy(parent.expression, flow) ?? stateOf(parent, flow.ts);
    if (kept) flow.bind(kept, known);
    return kept !== undefined;
  },
};

/** `useEffect(show, [order])`: compared with what was there before */
export const dependency: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take: ({ parent, node }) => parent.arguments[0] !== node && dependent.test(parent.expression.getText()),
};

const dependent = /^(React\.)?use(Layout|Insertion)?(Effect|Memo|Callback)$/;
