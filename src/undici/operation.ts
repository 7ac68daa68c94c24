import type { Operation } from "../contract/contract.ts";
import type { JsonObject } from "../json.ts";
import { router } from "../live/recording/router.ts";
import { rememberingData } from "../live/shape/keys.ts";

/** Which operation an address belongs to. */
export interface Located {
  /** Of the contract; without a contract, or where it has none, with a guessed template. */
  readonly operation: Operation;
  /** Whether the contract has it; undefined without a contract. */
  readonly known: boolean | undefined;
}

/** Finds operations by method and address: in the contract, below any of its base paths; else by the form of the path. */
export function locator(contract: JsonObject | undefined): (method: string, url: URL) => Located {
  const route = contract && router(contract);
  return (method, url) => {
    const found = route?.(method, url);
    if (found && "operation" in found) return { operation: found.operation.operation, known: true };
    const guessed = { method: method.toLowerCase(), path: template(url.pathname) };
    return { operation: guessed, known: route ? false : undefined };
  };
}

/** `/orders/8731/lines` as `/orders/{id}/lines`. */
function template(path: string): string {
  const isData = rememberingData();
  return path
    .split("/")
    .map((segment) => (segment !== "" && isData(segment) ? "{id}" : segment))
    .join("/");
}
