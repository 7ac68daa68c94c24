import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { isObject, own } from "../json.ts";
import type { Event } from "./aspect.ts";

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
export function fallsUnder(
  { status: key, event }: UnderStatus,
  status: number,
  operation: Operation,
  paper: Paper,
): boolean {
  const description = event === "came" ? paper.published : paper.pinned;
  return description !== undefined && responseKey(description, operation, status) === key;
}

interface UnderStatus {
  readonly status: string;
  readonly event: Event;
}

function responseKey({ document }: Description, operation: Operation, status: number): string | undefined {
  const found = find(document, operationName(operation));
  const responses = found && own(found.node, "responses");
  if (!isObject(responses)) return undefined;
  const keys = [String(status), `${Math.floor(status / 100)}XX`, "default"];
  return keys.find((key) => own(responses, key) !== undefined);
}
