import type ts from "typescript";
import { called } from "../called.ts";
import { callingOf } from "../calls.ts";
import type { Flow } from "../flow.ts";
import { handOn } from "../handed-on.ts";
import type { Known } from "../known.ts";
import { isList, itemOf, type ListMethod, listMethods } from "../parts.ts";
import type { Step } from "./step.ts";

/** `orders.map(({ id }) => id)`, `orders.at(0)` */
export const listMethod: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const call = parent.expression === node ? callingOf(parent, flow.ts) : undefined;
    const isBody = known.part.kind !== "text" && known.part.kind !== "headers";
    if (call === undefined || !isBody || !isList(known, flow.schemas)) return false;
    const method = listMethods.get(parent.name.text);
    if (method) goOn(call, method, known, flow);
    else handOn(call, known, flow);
    return true;
  },
};

function goOn(call: ts.CallExpression, { takes, gives }: ListMethod, known: Known, flow: Flow): void {
  const [first] = call.arguments;
  const wait = (result: Known) => {
    if (gives === "results") flow.follow(call, { ...result, lists: result.lists + 1 });
    if (gives === "result") flow.follow(call, result);
  };
  if (takes !== undefined && first) called(first, { index: takes, known: itemOf(known), wait }, flow);
  if (gives === "list") flow.follow(call, known);
  if (gives === "item") flow.follow(call, itemOf(known));
}
