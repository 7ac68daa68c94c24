import type { Undecided } from "./finding.ts";

/** Lets drifts that share a root know how many operations it reaches. */
export function counted(drifts: readonly Undecided[]): Undecided[] {
  const reached = new Map<string, number>();
  for (const { root } of drifts) reached.set(root, (reached.get(root) ?? 0) + 1);
  return drifts.map((drift) => ({ ...drift, operations: reached.get(drift.root) ?? 1 }));
}
