import { operationName } from "../../contract/operations.ts";
import type { Successor } from "../../contract/successors.ts";
import { tellsOfEnd } from "../../drift/ends.ts";
import type { Use } from "../../impact/use.ts";
import { parametersIn } from "../call/address.ts";
import { calledInstead } from "../call/called-instead.ts";
import { fits } from "../call/fits.ts";
import { hasSuccessorElsewhere, successorOf } from "../call/successor.ts";
import type { Found, Kind } from "../kind.ts";
import { renamed } from "../renamed.ts";
import type { Edit } from "../suggestion.ts";

/**
 * An operation that ends or has ended, whose successor the vendor names: it is called instead, where it takes what the
 * code sends and answers with what it reads. Before the end is the best time, so a deprecation is enough.
 * @example "Use GET /v2/orders/{id} instead": `/orders/${id}` becomes `/v2/orders/${id}`.
 */
export const replaced: Kind = {
  name: "replaced",
  heeds: tellsOfEnd,
  propose(found) {
    const { operation, rename } = found.drift;
    const successor = successorOf(found);
    if (!operation || !successor) return [];
    const name = operationName(successor.operation);
    const isMoved = rename?.to === name && successor.operation.method === operation.method;
    if (isMoved || !fits({ operation, uses: found.ofOperation, pinned: found.contracts.pinned }, successor)) return [];
    const edits = editsFor(found, successor);
    const text = `Call ${name} instead of ${operationName(operation)}, as the vendor says.`;
    return edits.length > 0 ? [{ text, edits, atMost: "likely" }] : [];
  },
  advise(found) {
    const successor = successorOf(found);
    if (successor) return `The vendor names what comes after it: move to ${operationName(successor.operation)}.`;
    return hasSuccessorElsewhere(found)
      ? "The answers link to what comes after it, which is no operation of the published description: read what is there, and plan the move."
      : undefined;
  },
};

/** At every call, or at none: code that asks for both is harder to read than code that asks for the old one. */
function editsFor({ drift: { operation }, ofOperation, contracts: { pinned } }: Found, successor: Successor): Edit[] {
  if (operation === undefined) return [];
  const calls = ofOperation.filter(({ subject }) => subject.kind === "call");
  const edits = calls.map((use) => calledInstead(use, { ...use.operation, pinned }, successor));
  const isClear = edits.every((some) => some !== undefined);
  return isClear ? [...edits.flat(), ...otherNames(ofOperation, successor)] : [];
}

/** Parameters of the path that the code sends by their names. */
function otherNames(uses: readonly Use[], { operation: { path } }: Successor): Edit[] {
  return uses.flatMap((use) => {
    const { subject, operation } = use;
    if (subject.kind !== "parameter" || subject.in !== "path") return [];
    const now = parametersIn(path)[parametersIn(operation.path).indexOf(subject.name)];
    return now === undefined || now === subject.name ? [] : renamed(use, subject.name, now);
  });
}
