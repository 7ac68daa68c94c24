import type fc from "fast-check";

/** FUZZ=20 tries twenty times as much, and something else each time. Without it, every run tries the same. */
const factor = Number(process.env.FUZZ ?? 0);

export function runs(count: number): fc.Parameters<unknown> {
  return factor > 0 ? { numRuns: count * factor } : { numRuns: count, seed: 1 };
}
