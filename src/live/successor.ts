import type { Description, Operation } from "../contract/contract.ts";
import { type FoundOperation, match, operationName } from "../contract/operations.ts";
import type { Successor, Successors } from "../contract/successors.ts";
import { addressesOf } from "./probe/server.ts";
import { targets } from "./protocol/link.ts";
import type { Sample } from "./sample.ts";
import type { RawAnswer } from "./transport/reply.ts";

/**
 * The address of what an answer names as its successor, without a query; undefined where it names none, or several.
 * @see RFC 5829, section 3.3 (successor-version) and 3.2 (latest-version)
 */
export function linkedSuccessor(
  { status, headers }: Pick<RawAnswer, "status" | "headers">,
  asked: URL,
): string | undefined {
  if (status >= 400) return undefined;
  const named = ["successor-version", "latest-version"].map((relation) => targets(headers.link, relation));
  const references = named.find((some) => some.length > 0) ?? [];
  const addresses = references.map((reference) => addressOf(reference, asked));
  const [only, ...others] = new Set(addresses);
  return others.length === 0 ? only : undefined;
}

function addressOf(reference: string, base: URL): string | undefined {
  const { protocol, origin, pathname } = URL.canParse(reference, base.href) ? new URL(reference, base) : nowhere;
  return /^https?:$/.test(protocol) ? origin + pathname : undefined;
}

const nowhere = { protocol: "", origin: "", pathname: "" };

/** An operation, and the addresses that its answers name as successors. */
export interface Linked {
  readonly operation: Operation;
  readonly addresses: readonly string[];
}

/** Those of all operations whose answers name some. */
export function linkedIn(samples: readonly Sample[]): Linked[] {
  const linked = new Map<string, Linked>();
  for (const { exchange, successor } of samples) {
    if (successor === undefined) continue;
    const { operation } = exchange;
    const known = linked.get(operationName(operation))?.addresses ?? [];
    linked.set(operationName(operation), { operation, addresses: [...known, successor] });
  }
  return [...linked.values()];
}

/**
 * The operations that addresses lead to: of the same method, and not on their way out themselves. Only where all addresses
 * of one operation agree.
 * @param servers those that are asked, with full addresses; a contract's own count as well
 */
export function successorsAt(
  linked: readonly Linked[],
  contract: Description,
  servers: readonly string[],
): Pick<Successors, "named" | "elsewhere"> {
  const named = new Map<string, Successor>();
  const elsewhere = new Set<string>();
  const bases = basesOf(contract, servers);
  for (const { operation, addresses } of linked) {
    const found = addresses.map((address) => operationAt(address, operation.method, contract, bases));
    const [only, ...others] = new Map(found.map((one) => [one && operationName(one.operation), one])).values();
    if (others.length > 0) continue;
    if (!only) elsewhere.add(operationName(operation));
    else if (only.node.deprecated !== true && operationName(only.operation) !== operationName(operation))
      named.set(operationName(operation), { operation: only.operation, contract });
  }
  return { named, elsewhere };
}

/** Servers' addresses, each with a slash at its end. */
function basesOf({ document }: Description, servers: readonly string[]): string[] {
  return addressesOf(document, servers).map(({ href }) => href.replace(/\/*([?#].*)?$/, "/"));
}

function operationAt(
  address: string,
  method: string,
  { document }: Description,
  bases: readonly string[],
): FoundOperation | undefined {
  const paths = bases.flatMap((base) => (address.startsWith(base) ? [address.slice(base.length - 1)] : []));
  const found = paths.flatMap((path) => match(document, method, path) ?? []);
  return found.find(({ item, node }) => item.servers === undefined && node.servers === undefined);
}
