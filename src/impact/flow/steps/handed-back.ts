import type ts from "typescript";
import { calleeName } from "../calls.ts";
import type { Step } from "./step.ts";

/** `structuredClone(order)`, `Promise.all(answers)`: functions that give back what they are given, copied or all at once. */
export const handedBack: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, { ts, follow }) {
    if (known.part.kind === "text" || !names.has(calleeName(parent, ts))) return false;
    follow(parent, known);
    return true;
  },
};

const names: ReadonlySet<string> = new Set(["structuredClone", "freeze", "from", "all", "race", "resolve"]);
