import type ts from "typescript";
import { callingOf } from "../calls.ts";
import type { Flow } from "../flow.ts";
import { tellHeader } from "../inside.ts";
import type { Known } from "../known.ts";
import type { Step } from "./step.ts";

/** `answer.headers.get("x-rate")` */
export const headerRead: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, flow) {
    const call = parent.expression === node ? callingOf(parent, flow.ts) : undefined;
    if (call === undefined || known.part.kind !== "headers") return false;
    named(call.arguments[0], known, flow);
    return true;
  },
};

/** `answer.headers["x-rate"]` */
export const headerNamed: Step<ts.ElementAccessExpression> = {
  is: (parent, ts) => ts.isElementAccessExpression(parent),
  take({ parent, node, known }, flow) {
    if (parent.expression !== node || known.part.kind !== "headers") return false;
    named(parent.argumentExpression, known, flow);
    return true;
  },
};

function named(name: ts.Expression | undefined, known: Known, flow: Flow): void {
  if (name && flow.ts.isStringLiteralLike(name)) tellHeader(name, known, flow);
}
