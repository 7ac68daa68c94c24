import type { GitHub } from "../support/github/index.ts";
import { long } from "../support/long.ts";

/** Where a run dies: before or after a request of it is carried out. */
export interface Death {
  /** Which request, counted from 1. */
  readonly at: number;
  readonly applied: boolean;
}

/**
 * The deaths that a run can die which leave something different behind: at a read, GitHub holds what it held after the
 * write before it, or before the first. Long runs try all reads, too; others one, which is the first request.
 */
export function deathsIn({ log }: GitHub): Death[] {
  return log.flatMap(({ wrote }, i) => {
    if (wrote) return [false, true].map((applied) => ({ at: i + 1, applied }));
    return i === 0 || long.deaths > 1 ? [{ at: i + 1, applied: false }] : [];
  });
}
