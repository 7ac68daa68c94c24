import type ts from "typescript";
import { store } from "../stored.ts";
import type { Step } from "./step.ts";

/** `{ ...order }` */
export const spreadMembers: Step<ts.SpreadAssignment> = {
  is: (parent, ts) => ts.isSpreadAssignment(parent),
  take({ parent, known }, { follow }) {
    follow(parent.parent, known);
    return true;
  },
};

/** `{ latest: order }`, `{ order }`, `class Basket { order = … }` */
export const objectMember: Step<ts.PropertyAssignment | ts.ShorthandPropertyAssignment | ts.PropertyDeclaration> = {
  is: (parent, ts) =>
    ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isPropertyDeclaration(parent),
  take({ parent, known }, flow) {
    store(parent.name, known, flow);
    return true;
  },
};
