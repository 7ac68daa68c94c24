import { join } from "../../json.ts";
import { together } from "../edits.ts";
import type { Found, Kind } from "../kind.ts";
import { nameOf } from "../name.ts";
import { idRead, wholeSent } from "../reference/expanded.ts";
import { idSent, isBeyondId, wholeRead } from "../reference/reduced.ts";
import { isAlwaysThere, schemaOf, typesOf } from "../schema.ts";
import type { Edit } from "../suggestion.ts";
import { type ChangedType, changedType, type Plain, plainType } from "../type/changed-type.ts";
import { isDeclaration } from "../type/declaration.ts";
import { type Retyping, retyped } from "../type/retyped.ts";
import { isShared } from "../value.ts";

/**
 * An id that became the object that it names, or the other way round: the id is read there, and sent in it where the vendor
 * needs no more. That the object's `id` is what the id was is a guess.
 * @example `customer` becomes an object: `order.customer` becomes `order.customer.id`.
 */
export const reference: Kind = {
  name: "reference",
  propose(found) {
    const changed = changedType(found);
    const turn = changed && turnOf(changed, found);
    const edits = turn && !isShared(changed) && (turn.isExpanded ? expanded : reduced)(changed, turn.id, found);
    if (!edits || edits.length === 0) return [];
    return [{ text: textOf(nameOf(changed.about) ?? "", changed, turn), edits, atMost: "likely" }];
  },
};

interface Turn {
  readonly isExpanded: boolean;
  /** The type of the id. */
  readonly id: Plain;
}

function turnOf({ about, before, after }: ChangedType, { drift: { operation }, contracts }: Found): Turn | undefined {
  if (!operation || (about.kind !== "response" && about.kind !== "request")) return undefined;
  const isExpanded = typesOf(after).includes("object");
  const [plain, whole] = isExpanded ? [before, after] : [after, before];
  const side = isExpanded ? contracts.published : contracts.pinned;
  const member = schemaOf(side, operation, { ...about, pointer: join(about.pointer, "id") });
  const id = plainType(plain);
  const isOne = id !== undefined && member !== undefined && plainType(member) === id;
  return isOne && typesOf(whole).includes("object") ? { isExpanded, id } : undefined;
}

function textOf(name: string, { about }: ChangedType, { isExpanded }: Turn): string {
  if (about.kind === "response")
    return isExpanded ? `Read the id of ${name}, which is an object now.` : `Read ${name} itself, which is the id now.`;
  return isExpanded ? `Send ${name} as an object with the id.` : `Send the id itself as ${name}.`;
}

function expanded(changed: ChangedType, id: Plain, found: Found): Edit[] | undefined {
  const { about, before, after, uses } = changed;
  const { operation } = found.drift;
  if (!operation || !("pointer" in about)) return undefined;
  const retyping: Retyping = {
    from: id,
    type: `{ id: ${id} }`,
    schema: (module) => `${module}.object({ id: ${module}.${id}() })`,
  };
  const isNullable = [before, after].some((schema) => typesOf(schema).includes("null"));
  const mayBeAbsent = isNullable || !isAlwaysThere(found.contracts.published, operation, about);
  return together(
    uses.map((use) => {
      if (about.kind !== "response") return wholeSent(use, after);
      return isDeclaration(use) ? retyped(use, retyping, changed) : idRead(use, mayBeAbsent);
    }),
  );
}

function reduced(changed: ChangedType, id: Plain, found: Found): Edit[] | undefined {
  const { about, uses } = changed;
  if (about.kind !== "response") return together(uses.map(idSent));
  if (found.ofOperation.some(({ subject }) => isBeyondId(subject, about))) return undefined;
  const retyping: Retyping = { from: "object", type: id, schema: (module) => `${module}.${id}()` };
  return together(uses.map((use) => (isDeclaration(use) ? retyped(use, retyping, changed) : wholeRead(use))));
}
