import type ts from "typescript";
import { everyReference } from "../bind.ts";
import type { Flow } from "../flow.ts";
import { handOn } from "../handed-on.ts";
import { insideOf } from "../inside.ts";
import type { Known } from "../known.ts";
import { store } from "../stored.ts";
import type { Step } from "./step.ts";

/** `latest = order`, `this.order ??= order`, `({ total } = order)` */
export const assigned: Step<ts.BinaryExpression> = {
  is: (parent, ts) => ts.isBinaryExpression(parent),
  take({ parent, node, known }, flow) {
    const { left, right, operatorToken } = parent;
    if (!/^(\?\?|\|\||&&)?=$/.test(flow.ts.tokenToString(operatorToken.kind) ?? "")) return false;
    if (right !== node) return true; // another value takes its place
    if (flow.ts.isIdentifier(left)) everyReference(left, known, flow);
    else if (flow.ts.isPropertyAccessExpression(left)) store(left.name, known, flow);
    else if (flow.ts.isObjectLiteralExpression(left)) takenOut(left, known, flow);
    else handOn(node, known, flow);
    flow.follow(parent, known);
    return true;
  },
};

function takenOut({ properties }: ts.ObjectLiteralExpression, known: Known, flow: Flow): void {
  for (const property of properties) {
    if (!flow.ts.isShorthandPropertyAssignment(property)) continue;
    const inside = insideOf(known, property.name, flow);
    if (inside) flow.bind(property.name, inside);
  }
}
