import type { GitHub } from "../support/github/index.ts";
import { long } from "../support/long.ts";

/** Where a run dies: before or after a request of it is carried out. */
export interface Death {
  /** Which request, counted from 1. */
  readonly at: number;
  readonly applied: boolean;
}

/**
 * The deaths that a run can die which leave something different behind: before its first request, and once each write is
 * carried out. At what comes next, a read or a write that is not carried out, GitHub still holds the same. Long runs try
 * those, too.
 */
export function deathsIn({ log }: GitHub): Death[] {
  return log.flatMap(({ wrote }, i) => {
    const death = (applied: boolean): Death => ({ at: i + 1, applied });
    return [...(i === 0 || long.deaths > 1 ? [death(false)] : []), ...(wrote ? [death(true)] : [])];
  });
}
