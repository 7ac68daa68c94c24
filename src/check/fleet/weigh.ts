import type { Config } from "../../config/schema.ts";
import { pinnedSize } from "../../contract/store.ts";
import type { Runtime } from "../../runtime/index.ts";
import { all } from "../all.ts";
import type { Durations } from "./durations.ts";
import type { Weighed } from "./split.ts";

/**
 * How long each contract of a configuration is expected to take: as long as last time, or, where that is not known, as long
 * as others of its size.
 * @throws UsageError where a vendor is not pinned
 */
export async function weigh(config: Config, durations: Durations, runtime: Runtime): Promise<Weighed[]> {
  const sized = all(
    await Promise.allSettled(
      config.vendors.map(async ({ name }) => ({
        name,
        guess: guessedMs(await pinnedSize(config.folder, name, runtime)),
      })),
    ),
  );
  const known = sized.flatMap(({ name, guess }) => {
    const ms = durations.get(name);
    return ms === undefined ? [] : [{ ms, guess }];
  });
  const factor = known.length === 0 ? 1 : sum(known.map(({ ms }) => ms)) / sum(known.map(({ guess }) => guess));
  return sized.map(({ name, guess }) => ({ vendor: name, ms: durations.get(name) ?? Math.round(guess * factor) }));
}

/** A second for the vendor to answer, and one for each megabyte of its contract. */
function guessedMs(bytes: number): number {
  return Math.round(1000 + bytes / 1000);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
