import type ts from "typescript";
import type { Flow } from "./flow.ts";
import type { Known, Part } from "./known.ts";
import { pointerOf } from "./parts.ts";

/** Tells that a value goes where nobody can follow it: what is in it may be used there. */
export function handOn(node: ts.Node, known: Known, { schemas, used }: Flow): void {
  const pointer = handedPointer(known.part);
  if (pointer !== undefined && schemas.hasParts(known.operation, pointer))
    used(node, { kind: "handed-on", pointer }, known);
}

/** Where in the body what is handed on begins. */
function handedPointer(part: Part): string | undefined {
  if (part.kind === "held" || part.kind === "except") return handedPointer(part.part);
  return pointerOf(part) ?? (part.kind === "answer" || part.kind === "text" ? "" : undefined);
}
