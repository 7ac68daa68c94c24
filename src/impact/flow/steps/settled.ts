import type ts from "typescript";
import { calleeName } from "../calls.ts";
import { heldAs } from "../parts.ts";
import type { Step } from "./step.ts";

/** `Promise.allSettled(answers)` */
export const settled: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, { ts, follow }) {
    if (known.part.kind === "text" || calleeName(parent, ts) !== "allSettled") return false;
    follow(parent, heldAs(["value"], known));
    return true;
  },
};
