import type { Operation } from "../contract/contract.ts";
import { match } from "../contract/operations.ts";
import type { JsonObject } from "../json.ts";
import { basePaths } from "../live/probe/server.ts";
import { rememberingData } from "../live/shape/keys.ts";

/** Which operation an address belongs to. */
export interface Located {
  /** Of the contract; without a contract, or where it has none, with a guessed template. */
  readonly operation: Operation;
  /** Whether the contract has it; undefined without a contract. */
  readonly known: boolean | undefined;
  /** The base path that stood before the operation's path. */
  readonly base: string;
}

/** Finds operations by method and address: in the contract, below any of its base paths; else by the form of the path. */
export function locator(contract: JsonObject | undefined): (method: string, url: URL) => Located {
  const bases = contract ? basePaths(contract).filter((base) => base !== "") : [];
  const remembered = new Map<string, Located>();
  return (method, { pathname }) => {
    const key = `${method} ${pathname}`;
    const known = remembered.get(key) ?? locate(contract, bases, method, pathname);
    if (remembered.size < rememberedLimit) remembered.set(key, known);
    return known;
  };
}

const rememberedLimit = 1000;

function locate(contract: JsonObject | undefined, bases: readonly string[], method: string, path: string): Located {
  for (const base of contract ? [...bases.filter((known) => path.startsWith(`${known}/`)), ""] : []) {
    const found = match(contract ?? {}, method, path.slice(base.length));
    if (found) return { operation: found.operation, known: true, base };
  }
  const operation = { method: method.toLowerCase(), path: template(path) };
  return { operation, known: contract ? false : undefined, base: "" };
}

/** `/orders/8731/lines` as `/orders/{id}/lines`. */
function template(path: string): string {
  const isData = rememberingData();
  return path
    .split("/")
    .map((segment) => (segment !== "" && isData(segment) ? "{id}" : segment))
    .join("/");
}
