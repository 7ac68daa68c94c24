import { createHash } from "node:crypto";
import { type Level, levels } from "../../config/level.ts";

/** The findings of an item by level: short hashes of their fingerprints, sorted, each once. */
export type Found = Readonly<Record<Level, readonly string[]>>;

export const nothing: Found = { breaking: [], warning: [], info: [] };

/** A set of findings from fingerprint and level. Of one fingerprint at two levels, the graver counts. */
export function foundOf(entries: Iterable<{ readonly fingerprint: string; readonly level: Level }>): Found {
  return byLevel([...entries].map(({ fingerprint, level }) => [shortHash(fingerprint), level]));
}

/** Everything in either; where both know a finding, its level in `now` counts. */
export function union(before: Found, now: Found): Found {
  const known = new Set(pairs(now).map(([id]) => id));
  return byLevel([...pairs(now), ...pairs(before).filter(([id]) => !known.has(id))]);
}

/** The findings of `now` that are new, or graver than before. What a kept `before` cannot tell does not count as new. */
export function added(before: Found, now: Found): Found {
  const was = new Map(pairs(before));
  const judged = (id: string, level: Level) => before[level].length < mostKept || id <= (before[level].at(-1) ?? "");
  return byLevel(pairs(now).filter(([id, level]) => judged(id, level) && graver(level, was.get(id))));
}

/** As much as an issue has room to remember: of each level the lowest hashes, so that two nights keep the same ones. */
export function kept(found: Found): Found {
  const lowest = (level: Level) => found[level].slice(0, mostKept);
  return { breaking: lowest("breaking"), warning: lowest("warning"), info: lowest("info") };
}

/** Whether they have a finding in common. */
export function overlap(one: Found, other: Found): boolean {
  const ids = new Set(pairs(one).map(([id]) => id));
  return pairs(other).some(([id]) => ids.has(id));
}

/** The gravest level, or undefined where nothing was found. */
export function gravest(found: Found): Level | undefined {
  return levels.find((level) => found[level].length > 0);
}

/** Whether the first level is graver. No level at all is the least. */
export function graver(level: Level | undefined, than: Level | undefined): boolean {
  return rank(level) < rank(than);
}

export function setHash(found: Found): string {
  return shortHash(levels.map((level) => `${level}=${found[level].join(".")}`).join(" "));
}

/** The first 12 hex digits of a SHA-256: enough to tell things apart that nobody chose to look alike. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

const mostKept = 500;

function pairs(found: Found): [string, Level][] {
  return levels.flatMap((level) => found[level].map((id): [string, Level] => [id, level]));
}

function byLevel(entries: readonly [string, Level][]): Found {
  const level = new Map<string, Level>();
  for (const [id, at] of entries) if (graver(at, level.get(id))) level.set(id, at);
  const of = (wanted: Level) => [...level].flatMap(([id, at]) => (at === wanted ? [id] : [])).sort();
  return { breaking: of("breaking"), warning: of("warning"), info: of("info") };
}

function rank(level: Level | undefined): number {
  return level === undefined ? levels.length : levels.indexOf(level);
}
