import { find, operationName } from "../../contract/operations.ts";
import { type Successor, successorsIn } from "../../contract/successors.ts";
import { tellsOfEnd } from "../../drift/ends.ts";
import type { Found } from "../kind.ts";

/** What the vendor names as the successor of the operation that a drift ends; undefined where it names none. */
export function successorOf(found: Found): Successor | undefined {
  const { pinned, published, successors } = found.contracts;
  const name = nameOfEnding(found);
  const named = successors?.named ?? (published && successorsIn(published, pinned));
  return name === undefined ? undefined : named?.get(name);
}

/** Whether the vendor's answers link to a successor that its description does not have. */
export function hasSuccessorElsewhere(found: Found): boolean {
  const name = nameOfEnding(found);
  return name !== undefined && found.contracts.successors?.elsewhere.has(name) === true;
}

/** As the pinned contract has it. */
function nameOfEnding({ drift: { rule, operation }, contracts: { pinned } }: Found): string | undefined {
  if (!operation || !tellsOfEnd(rule)) return undefined;
  return operationName(find(pinned.document, operationName(operation))?.operation ?? operation);
}
