import type { Description, Operation } from "../../contract/contract.ts";
import { all } from "../../contract/operations.ts";

/** An operation id as it is compared: libraries spell it in their own case and punctuation. */
export function plainId(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The operations of a contract that have an id, by that as it is compared. */
export function operationsById({ document }: Description): ReadonlyMap<string, Operation> {
  return new Map(
    all(document).flatMap(({ operation, node: { operationId } }) =>
      typeof operationId === "string" ? [[plainId(operationId), operation] as const] : [],
    ),
  );
}
