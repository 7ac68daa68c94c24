import type ts from "typescript";
import { called } from "../called.ts";
import { callingOf } from "../calls.ts";
import type { Flow } from "../flow.ts";
import { handOn } from "../handed-on.ts";
import type { Known } from "../known.ts";
import { listResult } from "../list-result.ts";
import { isList, itemOf, listMethods } from "../parts.ts";
import type { Step } from "./step.ts";

/** `orders.map(({ id }) => id)`, `orders.at(0)` */
export const listMethod: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const call = parent.expression === node ? callingOf(parent, flow.ts) : undefined;
    const isBody = known.part.kind !== "text" && known.part.kind !== "headers";
    if (call === undefined || !isBody || !isList(known, flow.schemas)) return false;
    const { text: name } = parent.name;
    if (listMethods.has(name)) goOn(call, name, known, flow);
    else handOn(call, known, flow);
    return true;
  },
};

function goOn(call: ts.CallExpression, name: string, known: Known, flow: Flow): void {
  const { takes = [], again, gives } = listMethods.get(name) ?? {};
  const [first] = call.arguments;
  const wait = (result: Known) => {
    listResult(call, name, result, flow);
    const before = first && again !== undefined ? flow.functions.of(first)?.parameters[again] : undefined;
    if (before) flow.bind(before.name, result);
  };
  if (first) for (const index of takes) called(first, { index, known: itemOf(known), wait }, flow);
  const isFlat = name === "flat" && isList(itemOf(known), flow.schemas);
  if (gives === "list") flow.follow(call, isFlat ? itemOf(known) : known);
  if (gives === "item") flow.follow(call, itemOf(known));
}
