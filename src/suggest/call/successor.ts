import type { Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { successorsIn } from "../../contract/successors.ts";
import type { Found } from "../kind.ts";

/** The operation that a vendor names as what comes after another, and where it is described. */
export interface Successor {
  readonly operation: Operation;
  readonly contract: Description;
}

/** Whether a rule tells that an operation ends, or has. */
export function tellsOfEnd(rule: string): boolean {
  return /^(api-(path-)?removed-|endpoint-deprecated|api-deprecated-|api-sunset-|protocol-(sunset|deprecation|successor)-)/.test(
    rule,
  );
}

/** What the vendor names as the successor of the operation that a drift ends; undefined where it names none. */
export function successorOf({ drift: { rule, operation }, contracts }: Found): Successor | undefined {
  const { pinned, published } = contracts;
  if (!operation || !tellsOfEnd(rule)) return undefined;
  const successors = contracts.successors ?? (published && successorsIn(published, pinned));
  const pinnedName = find(pinned.document, operationName(operation))?.operation ?? operation;
  const named = successors?.named.get(operationName(pinnedName));
  return successors && named && { operation: named, contract: successors.contract };
}
