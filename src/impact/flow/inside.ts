import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import type { Known, Part } from "./known.ts";
import { memberPart } from "./parts.ts";

/**
 * What a member of that name is; tells that it is used. Undefined where the contract names no such member.
 * @param object what has the member, by whose type it may be known elsewhere, too
 */
export function insideOf(
  known: Known,
  name: ts.Node & { readonly text: string },
  flow: Flow,
  object?: ts.Node,
): Known | undefined {
  const { part: whole } = known;
  if (whole.kind === "headers") tellHeader(name, known, flow);
  const part = memberPart(known, name.text, flow.schemas);
  if (part === undefined && whole.kind === "answer" && raw.test(name.text)) handOn(name, known, flow);
  if (part === undefined) return undefined;
  tell(name, part, known, flow);
  if (object && part.kind === "body") readThrough(object, name.text, { ...known, part }, flow);
  return { ...known, part };
}

/** Members of answers that hold the body in a form that nobody can follow. */
const raw = /^(body|rawBody|raw|arrayBuffer|blob|formData|bytes|buffer|stream|pipe)$/;

/** Tells that a header of an answer is used, by its name. */
export function tellHeader(name: ts.Node & { readonly text: string }, known: Known, { used }: Flow): void {
  used(name, { kind: "response-header", name: name.text.toLowerCase() }, known);
}

function tell(node: ts.Node, part: Part, known: Known, { used }: Flow): void {
  if (part.kind === "body" && part.pointer !== "") used(node, { kind: "response", pointer: part.pointer }, known);
  if (part.kind === "status") used(node, { kind: "status" }, known);
}

/** A type of the team's says the name, too; so what else is read through it is likely to be from there. */
function readThrough(object: ts.Node, name: string, known: Known, flow: Flow): void {
  for (const { node, isShared } of flow.declarations.membersOf(object, name)) {
    const typed: Known = { ...known, through: [], certainty: "typed" };
    if (!flow.isNew(node, typed)) continue;
    tell(node, typed.part, typed, flow);
    for (const reference of isShared ? [] : flow.references.ofMember(node)) read(reference, typed, flow);
  }
}

function read(reference: ts.Identifier, known: Known, flow: Flow): void {
  const { ts } = flow;
  const { parent } = reference;
  const isAccess = ts.isPropertyAccessExpression(parent) && parent.name === reference;
  const isTaken = ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === reference;
  if (isAccess || isTaken) tell(reference, known.part, known, flow);
  if (isAccess) flow.follow(parent, known);
  if (isTaken) flow.bind(parent.name, known);
}
