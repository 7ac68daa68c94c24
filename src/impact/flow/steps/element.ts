import type ts from "typescript";
import { insideOf } from "../inside.ts";
import { isList, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `orders[0]`, `order["total"]` */
export const element: Step<ts.ElementAccessExpression> = {
  is: (parent, ts) => ts.isElementAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const { argumentExpression: index, expression } = parent;
    if (expression !== node) return true;
    if (isList(known, flow.schemas)) flow.follow(parent, itemOf(known));
    else if (flow.ts.isStringLiteralLike(index)) {
      const inside = insideOf(known, index, flow, expression);
      if (inside) flow.follow(parent, inside);
    } else return false;
    return true;
  },
};
