import type ts from "typescript";
import { called } from "../called.ts";
import { callingOf } from "../calls.ts";
import type { Step } from "./step.ts";

/** `answer.then(read)`: what the function returns is the value of the call. `catch` and `finally` give what was there. */
export const chained: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const method = parent.name.text;
    const call = parent.expression === node ? callingOf(parent, flow.ts) : undefined;
    if (call === undefined || !/^(then|catch|finally)$/.test(method)) return false;
    const [next] = call.arguments;
    if (method !== "then") flow.follow(call, known);
    else if (next) called(next, { index: 0, known, wait: (result) => flow.follow(call, result) }, flow);
    return true;
  },
};
