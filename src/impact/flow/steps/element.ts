import type ts from "typescript";
import { insideOf } from "../inside.ts";
import { isList, isMap, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `orders[0]`, `order["total"]`, `prices[currency]` */
export const element: Step<ts.ElementAccessExpression> = {
  is: (parent, ts) => ts.isElementAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const { argumentExpression: index, expression } = parent;
    if (expression !== node) return true;
    const isNamed = flow.ts.isStringLiteralLike(index) || flow.ts.isNumericLiteral(index);
    if (isList(known, flow.schemas) || (!isNamed && isMap(known, flow.schemas))) flow.follow(parent, itemOf(known));
    else if (isNamed) {
      const inside = insideOf(known, index, flow, expression);
      if (inside) flow.follow(parent, inside);
    } else return false;
    return true;
  },
};
