import type ts from "typescript";
import type { Step } from "./step.ts";

/** `const order = …`, `const { total } = …` */
export const declared: Step<ts.VariableDeclaration> = {
  is: (parent, ts) => ts.isVariableDeclaration(parent),
  take({ parent, known }, { bind }) {
    bind(parent.name, known);
    return true;
  },
};

/** `function print(order = latest) { … }` */
export const parameterDefault: Step<ts.ParameterDeclaration> = {
  is: (parent, ts) => ts.isParameter(parent),
  take({ parent, known }, { bind }) {
    bind(parent.name, known);
    return true;
  },
};
