import type ts from "typescript";
import { through } from "../through.ts";
import type { Step } from "./step.ts";

/** `print(order)`, where the team has written `print`. What that returns goes back to this call, not to others. */
export const handedIn: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, node, known }, { functions, bind }) {
    const written = functions.of(parent.expression);
    const parameter = written?.parameters[parent.arguments.indexOf(node as ts.Expression)];
    if (parameter) bind(parameter.name, through(parent, known));
    return parameter !== undefined;
  },
};
