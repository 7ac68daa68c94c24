import type ts from "typescript";
import { calleeName } from "../calls.ts";
import { check } from "../checks.ts";
import { heldAs } from "../parts.ts";
import type { Step } from "./step.ts";

/** `Order.parse(value)`, `v.safeParse(Order, value)`: libraries that check a value give it back, in an object or as it is. */
export const checked: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, flow) {
    const name = calleeName(parent, flow.ts);
    if (known.part.kind === "text" || !checking.test(name)) return false;
    check(parent, known, flow);
    flow.follow(parent, name.startsWith("safeParse") ? heldAs(["data", "output"], known) : known);
    return true;
  },
};

const checking = /^(safeP|p)arse(Async)?$|^decode$|^validate(Sync)?$|^cast$/;
