import type { Operation } from "../contract/contract.ts";
import type { Request } from "../live/probe/request.ts";
import { router } from "../live/recording/router.ts";
import type { Redactor } from "../live/redact/index.ts";
import { rememberingData } from "../live/shape/keys.ts";
import type { PinnedContract } from "./pinned.ts";

/** Which operation an address belongs to. */
export interface Located {
  /** Of the contract; without a contract, or where it has none, with a guessed template. */
  readonly operation: Operation;
  /** Whether the contract has it; undefined without a contract. */
  readonly known: boolean | undefined;
  /** The pin that the contract is of. */
  readonly pin?: string | undefined;
}

/** Finds the operation of a request: in the contract, below any of its base paths; else by the form of the path. */
export type Locate = (request: Pick<Request, "method" | "url">, redact: Redactor) => Located;

/** Finds operations in a pinned contract, if there is one. */
export function locator(pinned: PinnedContract | undefined): Locate {
  const route = pinned && router(pinned.document);
  const pin = pinned?.id;
  return ({ method, url }, redact) => {
    const found = route?.(method, url);
    if (found && "operation" in found) return { operation: found.operation.operation, known: true, pin };
    const guessed = { method: method.toLowerCase(), path: template(new URL(redact.url(url.href)).pathname) };
    return { operation: guessed, known: route ? false : undefined, pin };
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
