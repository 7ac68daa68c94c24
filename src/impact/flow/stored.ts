import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import type { Known } from "./known.ts";

/** Kept under a name of an object of the team's: read wherever that is. Where nobody does, the object goes elsewhere. */
export function store(name: ts.PropertyName | ts.MemberName, known: Known, flow: Flow): void {
  const { ts, references } = flow;
  const reads = references.ofMember(name).filter(({ parent }) => parent !== name.parent);
  for (const reference of reads) {
    const { parent } = reference;
    if (ts.isPropertyAccessExpression(parent) && parent.name === reference) flow.follow(parent, known);
    else if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === reference)
      flow.bind(parent.name, known);
  }
  if (reads.length === 0) handOn(name, known, flow);
}
