import type ts from "typescript";
import { calleeName } from "../calls.ts";
import { body } from "../parts.ts";
import type { Step } from "./step.ts";

/** `JSON.parse(text)` */
export const parsed: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, { ts, follow }) {
    if (known.part.kind !== "text" || calleeName(parent, ts) !== "parse") return false;
    follow(parent, { ...known, part: body });
    return true;
  },
};
