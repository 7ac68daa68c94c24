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

/** `const { order = latest } = …` */
export const memberDefault: Step<ts.BindingElement> = {
  is: (parent, ts) => ts.isBindingElement(parent),
  take({ parent, node, known }, { bind }) {
    if (parent.initializer === node) bind(parent.name, known);
    return parent.initializer === node;
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
