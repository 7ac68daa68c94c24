import type ts from "typescript";
import { called } from "../called.ts";
import { calleeName } from "../calls.ts";
import { listResult } from "../list-result.ts";
import { isList, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `Array.from(orders, ({ id }) => id)` */
export const arrayFrom: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, node, known }, flow) {
    const [list, map] = parent.arguments;
    const isFrom = /^from(Async)?$/.test(calleeName(parent, flow.ts)) && list === node && map !== undefined;
    if (!isFrom || !isList(known, flow.schemas)) return false;
    const wait = (result: typeof known) => listResult(parent, "map", result, flow);
    called(map, { index: 0, known: itemOf(known), wait }, flow);
    return true;
  },
};
