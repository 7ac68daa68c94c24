import type ts from "typescript";
import type { Flow } from "../flow.ts";
import type { Known } from "../known.ts";
import { heldAs, without } from "../parts.ts";
import { goOnFrom } from "../reference.ts";
import { store } from "../stored.ts";
import type { Step } from "./step.ts";

/** `{ ...order, total: 0 }`: all but what is written after it */
export const spreadMembers: Step<ts.SpreadAssignment> = {
  is: (parent, ts) => ts.isSpreadAssignment(parent),
  take({ parent, known }, flow) {
    const { parent: object } = parent;
    const after = object.properties.slice(object.properties.indexOf(parent) + 1);
    const names = after.flatMap(({ name }) => (name ? (nameOf(name, flow) ?? []) : []));
    const left = without(names, known);
    if (left) flow.follow(object, left);
    return true;
  },
};

/** `{ latest: order }`, `{ order }` */
export const objectMember: Step<ts.PropertyAssignment | ts.ShorthandPropertyAssignment> = {
  is: (parent, ts) => ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent),
  take({ parent, known }, flow) {
    const name = nameOf(parent.name, flow);
    if (name === undefined) return false;
    readByType(parent.name, known, flow);
    flow.follow(parent.parent, heldAs([name], known));
    return true;
  },
};

/** Where the object itself cannot be followed to, the compiler may know it all the same. */
function readByType(name: ts.PropertyName, known: Known, flow: Flow): void {
  for (const reference of flow.references.ofMember(name)) goOnFrom(reference, known, flow);
}

function nameOf(name: ts.PropertyName, { ts }: Flow): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** `class Basket { order = … }` */
export const classMember: Step<ts.PropertyDeclaration> = {
  is: (parent, ts) => ts.isPropertyDeclaration(parent),
  take({ parent, known }, flow) {
    store(parent.name, known, flow);
    return true;
  },
};
