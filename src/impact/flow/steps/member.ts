import type ts from "typescript";
import { callingOf } from "../calls.ts";
import { insideOf } from "../inside.ts";
import type { Step } from "./step.ts";

/** `order.total`. What the contract does not name is no use of it. */
export const member: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const { name, expression } = parent;
    if (expression !== node) return true;
    // A text is cut or searched: nobody knows what for.
    if (known.part.kind === "text" && callingOf(parent, flow.ts)) return false;
    const inside = insideOf(known, name, flow, expression);
    if (inside) flow.follow(parent, inside);
    return true;
  },
};
