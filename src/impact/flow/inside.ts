import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import type { Known, Part } from "./known.ts";
import { memberOf } from "./parts.ts";
import { goOnFrom } from "./reference.ts";

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
  const { part: whole, isGuess } = known;
  if (isGuess && flow.guesses.isOfOthers(name, known)) return undefined;
  if (whole.kind === "headers") tellHeader(name, known, flow);
  const inside = memberOf(known, name.text, flow.schemas);
  if (isOfBody(inside ?? known)) flow.guesses.settle(name, known);
  if (inside === undefined && whole.kind === "answer" && raw.test(name.text)) handOn(name, known, flow);
  if (inside === undefined || isHeld(whole, name.text)) return inside;
  tell(name, inside, flow);
  if (object && inside.part.kind === "body") readThrough(object, name.text, inside, flow);
  return inside;
}

/** Whether it is of a body as it came: what the contract does not name there is of no other answer either. */
function isOfBody({ part, lists }: Known): boolean {
  return part.kind === "body" && lists === 0;
}

/** Whether the name is one that the team gave it, not the vendor. */
function isHeld(part: Part, name: string): boolean {
  return part.kind === "except" ? isHeld(part.part, name) : part.kind === "held" && part.names.includes(name);
}

/** Members of answers that hold the body in a form that nobody can follow. */
const raw = /^(body|rawBody|raw|arrayBuffer|blob|formData|bytes|buffer|stream|pipe)$/;

/** Tells that a header of an answer is used, by its name. */
export function tellHeader(name: ts.Node & { readonly text: string }, known: Known, { used }: Flow): void {
  used(name, { kind: "response-header", name: name.text.toLowerCase() }, known);
}

function tell(node: ts.Node, known: Known, { used }: Flow): void {
  const { part } = known;
  if (part.kind === "body" && part.pointer !== "") used(node, { kind: "response", pointer: part.pointer }, known);
  if (part.kind === "status") used(node, { kind: "status" }, known);
}

/** A type of the team's says the name, too; so what else is read through it is likely to be from there. */
function readThrough(object: ts.Node, name: string, known: Known, flow: Flow): void {
  for (const { node, isShared } of flow.declarations.membersOf(object, name)) {
    const typed: Known = { ...known, through: [], certainty: "typed" };
    if (!flow.isNew(node, typed)) continue;
    tell(node, typed, flow);
    if (!isShared) readElsewhere(node, typed, flow);
  }
}

/**
 * Where else a member is read that a type or a schema of the team's declares: tells each place, and goes on from there.
 * Other operations may answer with that type, too: what is certainly theirs is left out.
 */
export function readElsewhere(member: ts.Node, known: Known, flow: Flow): void {
  const guessed: Known = { ...known, isGuess: true };
  flow.guesses.later(() => {
    for (const reference of flow.references.ofMember(member)) {
      if (flow.guesses.isOfOthers(reference, guessed)) continue;
      if (goOnFrom(reference, guessed, flow)) tell(reference, guessed, flow);
    }
  });
}
