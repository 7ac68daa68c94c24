import { type Level, levels } from "../config/level.ts";
import type { Policy } from "../config/schema.ts";

/** What a rule says, at a level. */
interface Ruled {
  readonly rule: string;
  readonly level: Level;
}

/** Gives each entry the level that the configuration names for its rule, its own where it names none, and drops `none`. */
export function withLevels<T extends Ruled>(entries: readonly T[], configured: Policy["levels"]): T[] {
  return entries.flatMap((entry) => {
    const level = Object.hasOwn(configured, entry.rule) ? configured[entry.rule] : entry.level;
    return level === undefined || level === "none" ? [] : [{ ...entry, level }];
  });
}

/** Sorts the severest first. */
export function bySeverity(a: { readonly level: Level }, b: { readonly level: Level }): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}
