import type ts from "typescript";
import { everyReference } from "../bind.ts";
import type { Flow } from "../flow.ts";
import { handOn } from "../handed-on.ts";
import { insideOf } from "../inside.ts";
import type { Known } from "../known.ts";
import { isMadeHere } from "../made-here.ts";
import { heldAs } from "../parts.ts";
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
    else if (flow.ts.isPropertyAccessExpression(left)) kept(left, known, flow);
    else if (flow.ts.isObjectLiteralExpression(left)) takenOut(left, known, flow);
    else handOn(node, known, flow);
    flow.follow(parent, known);
    return true;
  },
};

/** `basket.order = order`: what is in the variable has it as a member from then on. */
function kept({ expression, name }: ts.PropertyAccessExpression, known: Known, flow: Flow): void {
  if (isMadeHere(expression, flow) && flow.ts.isIdentifier(name))
    everyReference(expression, heldAs([name.text], known), flow);
  else store(name, known, flow);
}

/** `({ total, id: number } = order)` */
function takenOut({ properties }: ts.ObjectLiteralExpression, known: Known, flow: Flow): void {
  const { ts } = flow;
  for (const property of properties) {
    const { name } = property;
    const target = ts.isPropertyAssignment(property) ? property.initializer : name;
    const isPlain = name && target && ts.isIdentifier(name) && ts.isIdentifier(target);
    const inside = isPlain ? insideOf(known, name, flow) : undefined;
    if (inside && isPlain) everyReference(target, inside, flow);
    if (!isPlain) handOn(property, known, flow);
  }
}
