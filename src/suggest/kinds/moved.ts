import { operationName } from "../../contract/operations.ts";
import { movedAddress, parametersIn } from "../call/address.ts";
import { successorOf } from "../call/successor.ts";
import type { Found, Kind } from "../kind.ts";

/**
 * An operation that probably has another path now. Where the vendor says itself what comes after it, that counts.
 * @example `GET /orders/{id}` is gone and `GET /purchases/{id}` came: `/orders/${id}` becomes `/purchases/${id}`.
 */
export const moved: Kind = {
  name: "moved",
  propose(found) {
    const { operation, rename } = found.drift;
    const [method, path] = rename?.to.split(" ") ?? [];
    if (!operation || path === undefined || method?.toLowerCase() !== operation.method) return [];
    if (parametersIn(operation.path).length !== parametersIn(path).length || isNamedOtherwise(found, rename?.to))
      return [];
    const calls = found.uses.filter(({ subject }) => subject.kind === "call");
    const edits = calls.flatMap((use) => movedAddress(use, operation.path, path) ?? []);
    return edits.length > 0 ? [{ text: `Call ${path} instead of ${operation.path}.`, edits, atMost: "likely" }] : [];
  },
};

function isNamedOtherwise(found: Found, guessed: string | undefined): boolean {
  const named = successorOf(found);
  return named !== undefined && operationName(named.operation) !== guessed;
}
