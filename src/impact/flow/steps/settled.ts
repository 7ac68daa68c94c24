import type ts from "typescript";
import { calleeName } from "../calls.ts";
import { heldAs, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `Promise.allSettled(answers)` */
export const settled: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, { ts, follow }) {
    if (known.part.kind === "text" || calleeName(parent, ts) !== "allSettled") return false;
    follow(parent, known.lists > 0 ? { ...heldAs(["value"], itemOf(known)), lists: 1 } : heldAs(["value"], known));
    return true;
  },
};
