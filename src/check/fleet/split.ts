/** A contract, and how long checking it is expected to take. */
export interface Weighed {
  readonly vendor: string;
  readonly ms: number;
}

/** How many shards: a number of them, or as few as keep each within a time. */
export type By =
  | { readonly kind: "shards"; readonly shards: number }
  | { readonly kind: "time"; readonly targetMs: number };

/** What one machine checks. */
export interface Shard {
  /** Names, longest first. */
  readonly vendors: readonly string[];
  /** How long its contracts are expected to take, one after the other. They are checked side by side. */
  readonly ms: number;
}

/** The most jobs that a matrix of GitHub Actions can have. */
export const shardsLimit = 256;

/**
 * Splits contracts into shards, the longest first, each to the shard that has least to do. The same contracts give the same
 * shards, in whatever order they come. No shard is empty, so there may be fewer than asked for; of no contracts there are none.
 */
export function split(contracts: readonly Weighed[], by: By): Shard[] {
  const longestFirst = contracts.toSorted((a, b) => b.ms - a.ms || (a.vendor < b.vendor ? -1 : 1));
  return by.kind === "shards"
    ? spread(longestFirst, Math.min(by.shards, contracts.length))
    : withinTime(longestFirst, by.targetMs);
}

/** Longest processing time first (Graham 1969): the fullest shard is at most a third over the best there can be. */
function spread(longestFirst: readonly Weighed[], count: number): Shard[] {
  const shards = Array.from({ length: count }, () => ({ vendors: [] as string[], ms: 0 }));
  for (const { vendor, ms } of longestFirst) {
    const emptiest = shards.reduce((least, shard) => (isLighter(shard, least) ? shard : least));
    emptiest.vendors.push(vendor);
    emptiest.ms += ms;
  }
  return shards;
}

/** Of two that have equally little to do, the one with fewer contracts: none of them may weigh anything. */
function isLighter(one: Shard, other: Shard): boolean {
  return one.ms < other.ms || (one.ms === other.ms && one.vendors.length < other.vendors.length);
}

/** As few as can be; where a contract alone takes longer than the time, as many as do not make that worse. */
function withinTime(longestFirst: readonly Weighed[], targetMs: number): Shard[] {
  const limit = Math.min(shardsLimit, longestFirst.length);
  const within = Math.max(targetMs, longestFirst[0]?.ms ?? 0);
  const totalMs = longestFirst.reduce((sum, { ms }) => sum + ms, 0);
  for (let count = Math.max(1, Math.ceil(totalMs / within)); count < limit; count += 1) {
    const shards = spread(longestFirst, count);
    if (shards.every(({ ms }) => ms <= within)) return shards;
  }
  return spread(longestFirst, limit);
}
