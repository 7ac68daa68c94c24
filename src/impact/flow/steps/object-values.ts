import type ts from "typescript";
import { heldAs, isMap, itemOf } from "../parts.ts";
import type { Step } from "./step.ts";

/** `Object.values(prices)`, `Object.entries(prices)`, where all members are alike; else the names matter, and nobody sees them. */
export const objectValues: Step<ts.CallExpression> = {
  is: (parent, ts) => ts.isCallExpression(parent),
  take({ parent, known }, { schemas, follow }) {
    const [, name] = /^Object\.(keys|values|entries)$/.exec(parent.expression.getText()) ?? [];
    if (name === undefined || !isMap(known, schemas)) return false;
    const value = itemOf(known);
    if (name === "values") follow(parent, { ...value, lists: 1 });
    if (name === "entries") follow(parent, { ...heldAs(["1"], value), lists: 1 });
    return true;
  },
};
