import type ts from "typescript";
import { everyReference } from "../bind.ts";
import type { Flow } from "../flow.ts";
import type { Known } from "../known.ts";
import { isMadeHere } from "../made-here.ts";
import { store } from "../stored.ts";
import type { Step } from "./step.ts";

/** `all.push(order)` */
export const collected: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take: ({ parent, known }, flow) => collect(parent, { ...known, lists: known.lists + 1 }, flow),
};

/** `all.push(...orders)` */
export const collectedAll: Step<ts.SpreadElement> = {
  is: (parent, ts) => ts.isSpreadElement(parent),
  take: ({ parent: { parent: call }, known }, flow) => flow.ts.isCallExpression(call) && collect(call, known, flow),
};

function collect({ expression: callee }: ts.CallExpression, known: Known, flow: Flow): boolean {
  const { ts } = flow;
  if (!ts.isPropertyAccessExpression(callee) || !/^(push|unshift)$/.test(callee.name.text)) return false;
  const { expression: list } = callee;
  if (ts.isPropertyAccessExpression(list)) store(list.name, known, flow);
  if (ts.isIdentifier(list)) everyReference(list, known, flow);
  return ts.isPropertyAccessExpression(list) || isMadeHere(list, flow); // a list of somebody else is read by him, too
}
