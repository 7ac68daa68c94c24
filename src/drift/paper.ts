import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import type { Change } from "../diff/change.ts";
import { isObject, own } from "../json.ts";

/** The two contracts that are held against each other. The published one may be out of reach. */
export interface Paper {
  readonly pinned: Description;
  readonly published: Description | undefined;
}

/**
 * Whether an answer of this status falls under a key of the operation's `responses`, in the contract that has the
 * changed place: the status itself, else its class (`2XX`), else `default`.
 * @see OpenAPI 3.2.0, section 4.15 (Responses Object)
 */
export function fallsUnder(key: string, status: number, change: Change, paper: Paper): boolean {
  const description = change.base === undefined ? paper.published : paper.pinned;
  if (change.operation === undefined || description === undefined) return false;
  return responseKey(description, change.operation, status) === key;
}

function responseKey({ document }: Description, operation: Operation, status: number): string | undefined {
  const found = find(document, operationName(operation));
  const responses = found && own(found.node, "responses");
  if (!isObject(responses)) return undefined;
  const keys = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return keys.find((key) => own(responses, key) !== undefined);
}
