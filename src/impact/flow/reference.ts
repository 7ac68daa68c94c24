import type ts from "typescript";
import type { Flow } from "./flow.ts";
import type { Known } from "./known.ts";

/** Goes on from where a member is read, by its name: `order.total`, `{ total: sum }`. False where it is no reading. */
export function goOnFrom(name: ts.MemberName, known: Known, { ts, follow, bind }: Flow): boolean {
  const { parent } = name;
  const isAccess = ts.isPropertyAccessExpression(parent) && parent.name === name;
  const isTaken =
    ts.isBindingElement(parent) &&
    ts.isObjectBindingPattern(parent.parent) &&
    (parent.propertyName ?? parent.name) === name;
  if (isAccess) follow(parent, known);
  if (isTaken) bind(parent.name, known);
  return isAccess || isTaken;
}
