import type { Description, Operation } from "../contract/contract.ts";
import type { Mention } from "../contract/mentions.ts";
import { find, operationName } from "../contract/operations.ts";
import type { Successor } from "../contract/successors.ts";
import type { Heard } from "./heard.ts";
import { homeOf, namedBy } from "./named.ts";

/** An operation, and all that announcements name as what comes after it. */
export interface Announced {
  readonly operation: Operation;
  readonly after: readonly Mention[];
}

/** Those of all operations that announcements name a successor of. */
export function announcedAfter(heard: readonly Heard[]): Announced[] {
  const known = new Map<string, Announced>();
  const all = heard.flatMap(({ endings }) => endings).filter(({ after }) => after.length > 0);
  for (const { operations, after } of all)
    for (const operation of operations) {
      const before = known.get(operationName(operation))?.after ?? [];
      known.set(operationName(operation), { operation, after: [...before, ...after] });
    }
  return [...known.values()];
}

/** What announcements name, as a contract describes it. */
interface Described {
  /** By the name of the operation that ends. */
  readonly named: ReadonlyMap<string, Successor>;
  /** Those of which announcements name several things, or one that is not described, or ends itself. */
  readonly unclear: readonly Announced[];
}

/**
 * The operations that announcements name, of the same method where they say none.
 * @param servers those that are asked, with full addresses; a contract's own count as well
 */
export function successorsNamed(
  announced: readonly Announced[],
  contract: Description,
  servers: readonly string[],
): Described {
  const named = new Map<string, Successor>();
  const unclear: Announced[] = [];
  const home = homeOf(contract, servers);
  for (const one of announced) {
    const found = one.after.map((mention) => {
      const names = namedBy({ ...mention, method: mention.method ?? one.operation.method }, home);
      return names.map(operationName).join();
    });
    const [name = "", ...others] = new Set(found);
    const successor = others.length === 0 ? find(contract.document, name) : undefined;
    const isOther = successor && name !== operationName(one.operation) && successor.node.deprecated !== true;
    if (isOther) named.set(operationName(one.operation), { operation: successor.operation, contract });
    else unclear.push(one);
  }
  return { named, unclear };
}
