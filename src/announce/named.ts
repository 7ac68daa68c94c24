import type { Description, Operation } from "../contract/contract.ts";
import type { Mention } from "../contract/mentions.ts";
import { all, anonymous, operationName } from "../contract/operations.ts";
import { described } from "../contract/successors.ts";
import { addressesOf } from "../live/probe/server.ts";

/** A contract, and where the team and the contract itself say that it is served. */
export interface Home {
  readonly contract: Description;
  readonly bases: readonly { readonly origin: string; readonly path: string }[];
}

/** @param servers those that are asked, with full addresses; the contract's own count as well */
export function homeOf(contract: Description, servers: readonly string[]): Home {
  const bases = addressesOf(contract.document, servers);
  return { contract, bases: bases.map(({ origin, pathname }) => ({ origin, path: pathname.replace(/\/+$/, "") })) };
}

/**
 * The operations that a mention certainly names: all methods of a path where it says none. A whole URL has to be one of a
 * server's. A path may have the server's in front.
 */
export function namedBy({ method, origin, path, isAsked }: Mention, home: Home): Operation[] {
  if (isAsked) return [];
  const paths = origin === undefined ? [path] : below(`${origin}${path}`, home);
  const { document } = home.contract;
  const methods = method === undefined ? [...new Set(all(document).map((one) => one.operation.method))] : [method];
  const found = paths.flatMap((one) => methods.flatMap((each) => under(one, each, home, origin === undefined)));
  return [...new Map(found.map((one) => [anonymous(operationName(one)), one])).values()];
}

/** What is left of an address behind those servers that it begins with. */
function below(address: string, { bases }: Home): string[] {
  return bases.flatMap(({ origin, path }) =>
    address.startsWith(`${origin}${path}/`) ? [address.slice(origin.length + path.length)] : [],
  );
}

function under(path: string, method: string, { contract, bases }: Home, mayHaveBase: boolean): Operation[] {
  const rest = bases.flatMap((base) =>
    mayHaveBase && base.path !== "" && path.startsWith(`${base.path}/`) ? [path.slice(base.path.length)] : [],
  );
  const found = [path, ...rest].flatMap((one) => described(contract.document, method, one.replace(/(?<=.)\/$/, "")));
  return found.slice(0, 1).map(({ operation }) => operation);
}
