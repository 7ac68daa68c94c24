import type ts from "typescript";
import { isList, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `for (const order of orders)` */
export const loop: Step<ts.ForOfStatement> = {
  is: (parent, ts) => ts.isForOfStatement(parent),
  take({ parent: { initializer, expression }, node, known }, { ts, schemas, bind }) {
    const isLooping = expression === node && isList(known, schemas) && ts.isVariableDeclarationList(initializer);
    if (isLooping) for (const { name } of initializer.declarations) bind(name, itemOf(known));
    return isLooping;
  },
};
