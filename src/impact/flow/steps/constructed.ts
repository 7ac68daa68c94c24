import type ts from "typescript";
import type { Step } from "./step.ts";

/** `new Order(order)`, where the team has written the class. */
export const constructed: Step<ts.NewExpression> = {
  is: (parent, ts) => ts.isNewExpression(parent),
  take({ parent, node, known }, { functions, bind }) {
    const index = parent.arguments?.indexOf(node as ts.Expression) ?? -1;
    const parameter = functions.constructorOf(parent.expression)?.parameters[index];
    if (parameter) bind(parameter.name, known);
    return parameter !== undefined;
  },
};
