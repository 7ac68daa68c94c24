import type ts from "typescript";
import type { Step } from "./step.ts";

/** `new Promise((resolve) => … resolve(order))` */
export const resolved: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent: { expression: callee }, known }, { ts, references, follow }) {
    const declaration = ts.isIdentifier(callee) ? references.symbolOf(callee)?.valueDeclaration : undefined;
    if (declaration === undefined || !ts.isParameter(declaration)) return false;
    const { parent: executor } = declaration;
    const isPromise = ts.isNewExpression(executor.parent) && executor.parent.expression.getText() === "Promise";
    if (!isPromise || executor.parameters[0] !== declaration) return false;
    follow(executor.parent, known);
    return true;
  },
};
