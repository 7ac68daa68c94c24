import type fc from "fast-check";

/**
 * How far tests go beyond what every run can afford. `npm run test:long` sets them all (vitest.long.config.ts), to what
 * the environment says or to its own figures:
 *
 * - `FUZZ`: properties are tried so many times as often.
 * - `NIGHTS`: so many times 10,000 nights on which nothing changed are simulated.
 * - `DEATHS`: how many runs that publish die one after the other; from 2 on, at each of their requests, else at each that
 *   writes.
 * - `SEED`: what properties try, and which secrets are made up in place of the usual ones. A long run prints its own, so
 *   that it can be repeated, also where it never ends.
 */
export const long = {
  fuzz: asked("FUZZ", 1),
  nights: asked("NIGHTS", 1),
  deaths: asked("DEATHS", 1),
  seed: asked("SEED", 0),
};

function asked(name: string, usual: number): number {
  return Number(process.env[name] ?? usual);
}

/** How often a property is tried. The seed stands still in usual runs, so that whoever changes nothing sees nothing change. */
export function runs(count: number, seed = 1): fc.Parameters<unknown> {
  return { numRuns: count * long.fuzz, seed: long.seed === 0 ? seed : long.seed };
}
