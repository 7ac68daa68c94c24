import type { CheckedContract } from "../look/contract.ts";
import type { ShardResult } from "./result.ts";

/** What results hold together. */
export interface Joined {
  /** By vendor. */
  readonly held: ReadonlyMap<string, CheckedContract>;
  /** Vendors of which results tell different things. */
  readonly disputed: readonly string[];
}

/**
 * Joins results, in whatever order and however often each is given. Where several hold a contract, the one that was checked
 * last tells of it, as when a shard was run again; of two that were checked at the same time, the one whose text is greater.
 */
export function join(results: readonly ShardResult[]): Joined {
  const held = new Map<string, Held>();
  const disputed = new Set<string>();
  for (const { checkedAt, contracts } of results) {
    for (const checked of contracts) {
      const { vendor } = checked.report;
      const one = { checked, checkedAt };
      const other = held.get(vendor);
      if (other && said(one) !== said(other)) disputed.add(vendor);
      if (other === undefined || isLater(one, other)) held.set(vendor, one);
    }
  }
  return {
    held: new Map([...held].map(([vendor, { checked }]) => [vendor, checked])),
    disputed: [...disputed],
  };
}

interface Held {
  readonly checked: CheckedContract;
  readonly checkedAt: string;
}

function isLater(one: Held, other: Held): boolean {
  return one.checkedAt === other.checkedAt ? said(one) > said(other) : one.checkedAt > other.checkedAt;
}

/** All but how long it took. */
function said({ checked: { report, proposal } }: Held): string {
  return JSON.stringify([report, proposal]);
}
