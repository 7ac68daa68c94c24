import { type Level, levels } from "../config/level.ts";
import type { Policy } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";

/** Level by rule id; `none` hides the rule. */
export type Levels = Policy["levels"];

/** What a rule says of an operation, at a level. */
interface Ruled {
  readonly rule: string;
  readonly level: Level | "none";
  readonly operation?: Operation;
}

/** The same with the level that holds, which is never `none`. */
type Weighed<T> = Omit<T, "level"> & { readonly level: Level };

/**
 * Gives each entry the level that the team has for its rule, its own where the team has none, and drops `none`.
 * @param levelsAt the team's levels at an operation, the one that holds first
 */
export function withLevels<T extends Ruled>(
  entries: readonly T[],
  levelsAt: (operation: Operation | undefined) => readonly Levels[],
): Weighed<T>[] {
  return entries.flatMap((entry): Weighed<T>[] => {
    const level = levelOf(entry.rule, levelsAt(entry.operation)) ?? entry.level;
    if (level === "none") return [];
    return [isAt(entry, level) ? entry : { ...entry, level }];
  });
}

function isAt<T extends Ruled>(entry: T, level: Level): entry is T & { readonly level: Level } {
  return entry.level === level;
}

function levelOf(rule: string, given: readonly Levels[]): Levels[string] | undefined {
  return given.find((each) => Object.hasOwn(each, rule))?.[rule];
}

/** Sorts the severest first. */
export function bySeverity(a: { readonly level: Level }, b: { readonly level: Level }): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}
