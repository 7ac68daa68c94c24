import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { insideOf } from "./inside.ts";
import type { Known } from "./known.ts";
import { itemOf } from "./parts.ts";

/** Follows a name everywhere, or the parts that a pattern takes out. */
export function bind(name: ts.BindingName, known: Known, flow: Flow): void {
  const { ts } = flow;
  if (ts.isIdentifier(name)) everyReference(name, known, flow);
  else if (ts.isObjectBindingPattern(name)) for (const part of name.elements) takenOut(part, known, flow);
  else for (const part of name.elements.filter(ts.isBindingElement)) flow.bind(part.name, itemAt(part, known));
}

/** Follows a name wherever it is meant. */
export function everyReference(name: ts.Node, known: Known, { references, follow }: Flow): void {
  for (const reference of references.of(name)) follow(reference, known);
}

function takenOut({ name, propertyName, dotDotDotToken, parent }: ts.BindingElement, known: Known, flow: Flow): void {
  const member = propertyName ?? name;
  if (dotDotDotToken) flow.bind(name, known);
  else if (flow.ts.isIdentifier(member) || flow.ts.isStringLiteralLike(member)) {
    const inside = insideOf(known, member, flow, parent);
    if (inside) flow.bind(name, inside);
  }
}

function itemAt({ dotDotDotToken }: ts.BindingElement, known: Known): Known {
  return dotDotDotToken ? known : itemOf(known);
}
