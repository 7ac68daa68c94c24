import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import { insideOf } from "./inside.ts";
import type { Known } from "./known.ts";
import { itemOf, memberOf } from "./parts.ts";
import { goOnFrom } from "./reference.ts";

/** Follows a name everywhere, or the parts that a pattern takes out. */
export function bind(name: ts.BindingName, known: Known, flow: Flow): void {
  const { ts } = flow;
  if (ts.isIdentifier(name)) everyReference(name, known, flow);
  else if (ts.isObjectBindingPattern(name)) for (const part of name.elements) takenOut(part, known, flow);
  else
    name.elements.forEach((part, i) => {
      if (ts.isBindingElement(part)) itemTaken(part, i, known, flow);
    });
}

/** Follows a name wherever it is meant. A parameter of a constructor can be a member, too: `this.order`. */
export function everyReference(name: ts.Node, known: Known, flow: Flow): void {
  for (const reference of flow.references.of(name))
    if (!goOnFrom(reference, known, flow)) flow.follow(reference, known);
}

function takenOut({ name, propertyName, dotDotDotToken, parent }: ts.BindingElement, known: Known, flow: Flow): void {
  const { ts } = flow;
  const member = propertyName ?? name;
  if (dotDotDotToken) flow.bind(name, known);
  else if (ts.isIdentifier(member) || ts.isStringLiteralLike(member)) {
    const inside = insideOf(known, member, flow, parent);
    if (inside) flow.bind(name, inside);
  } else handOn(member, known, flow); // `{ [key]: value }`
}

function itemTaken({ name, dotDotDotToken }: ts.BindingElement, index: number, known: Known, flow: Flow): void {
  const isPair = known.lists === 0 && known.part.kind === "held";
  const item = isPair ? memberOf(known, String(index), flow.schemas) : itemOf(known);
  if (dotDotDotToken) flow.bind(name, known);
  else if (item) flow.bind(name, item);
}
