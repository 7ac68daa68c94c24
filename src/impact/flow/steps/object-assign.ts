import type ts from "typescript";
import type { Step } from "./step.ts";

/** `Object.assign({}, order)` */
export const objectAssign: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, node, known }, { ts, follow }) {
    const [target] = parent.arguments;
    const isKept = target !== undefined && (target === node || ts.isObjectLiteralExpression(target));
    if (!isKept || parent.expression.getText() !== "Object.assign") return false;
    follow(parent, known);
    return true;
  },
};
