import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import type { Known } from "./known.ts";
import { goOnFrom } from "./reference.ts";

/** Kept as a member of an object of the team's: read wherever that is. Where nobody does, the object goes elsewhere. */
export function store(name: ts.PropertyName | ts.MemberName, known: Known, flow: Flow): void {
  const reads = flow.references.ofMember(name).filter((reference) => reference.parent !== name.parent);
  const followed = reads.filter((reference) => goOnFrom(reference, known, flow));
  if (followed.length === 0) handOn(name, known, flow);
}
