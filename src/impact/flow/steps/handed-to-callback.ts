import type ts from "typescript";
import { called } from "../called.ts";
import type { Step } from "./step.ts";

/** `function withOrder(use) { … use(order) }`: each function that is handed in gets it. */
export const handedToCallback: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, node, known }, flow) {
    const { ts, functions, references, follow } = flow;
    const { expression: callee } = parent;
    const declaration = ts.isIdentifier(callee) ? references.symbolOf(callee)?.valueDeclaration : undefined;
    if (declaration === undefined || !ts.isParameter(declaration)) return false;
    const { parent: taking } = declaration;
    const index = parent.arguments.indexOf(node as ts.Expression);
    const place = taking.parameters.indexOf(declaration);
    const given = functions.callsOf(taking).flatMap((call) => call.arguments?.[place] ?? []);
    const all = declaration.initializer ? [...given, declaration.initializer] : given;
    for (const one of all) called(one, { index, known, wait: (result) => follow(parent, result) }, flow);
    return all.length > 0;
  },
};
