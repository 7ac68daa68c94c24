import type ts from "typescript";
import { aboutOf } from "../../impact/about.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { join } from "../../json.ts";
import { unwrappedFrom } from "../answer/envelope.ts";
import type { Kind } from "../kind.ts";
import { editOf, readingOf, replaced } from "../reading.ts";
import { isSamePlace } from "../same-place.ts";
import type { Edit } from "../suggestion.ts";

/**
 * An answer that is no longer in an envelope: what the code took out of that is all of the answer now.
 * @example `(await response.json()).data` becomes `(await response.json())`.
 */
export const unwrapped: Kind = {
  name: "unwrapped",
  propose({ drift, uses, contracts }) {
    const about = aboutOf(drift, contracts);
    const envelope = drift.operation && unwrappedFrom(contracts, drift.operation);
    if (envelope === undefined || about.kind !== "response") return [];
    const held: Subject = { kind: "response", pointer: join("", envelope.name) };
    if (about.pointer !== "" && about.pointer !== held.pointer) return [];
    const own = uses.filter(({ subject }) => isSamePlace(subject, held));
    const edits = own.map(withoutEnvelope);
    const known = edits.flatMap((some) => some ?? []);
    const text = `Read the answer itself: it is no longer in ${envelope.name}.`;
    // What also reads other members of the envelope is for a person to take apart.
    return known.length > 0 && edits.every((some) => some !== undefined)
      ? [{ text, edits: known, atMost: envelope.isSame ? "verified" : "likely" }]
      : [];
  },
};

function withoutEnvelope(use: Use): Edit[] | undefined {
  const { node, project } = use;
  const { ts } = project;
  const reading = readingOf(use);
  if (reading?.kind === "access") {
    const { expression } = reading.expression;
    return [editOf(use, { start: expression.getEnd(), end: reading.expression.getEnd(), text: "" })];
  }
  if (reading?.kind === "binding") return ofPattern(use, reading.element);
  const { parent } = node;
  return ts.isPropertySignature(parent) ? ofType(use, parent) : undefined;
}

/** `const { data: order } = …` becomes `const order = …`. */
function ofPattern(use: Use, { parent, name, initializer }: ts.BindingElement): Edit[] | undefined {
  if (parent.elements.length > 1 || initializer) return undefined;
  return [replaced(parent, name.getText(), use.project)];
}

/** `{ data: Order }`, written where it is used, becomes `Order`. A type with a name of its own stays, and nobody uses it. */
function ofType(use: Use, { parent, type }: ts.PropertySignature): Edit[] | undefined {
  const { ts } = use.project;
  if (!ts.isTypeLiteralNode(parent) || parent.members.length > 1 || type === undefined) return undefined;
  return [replaced(parent, type.getText(), use.project)];
}
