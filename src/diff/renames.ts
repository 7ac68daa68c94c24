import { distance } from "fastest-levenshtein";
import { isObject, type Json } from "../json.ts";
import type { Rename } from "./change.ts";

/** A property or parameter that is only in one of the two documents. */
export interface Member {
  readonly name: string;
  /** Its index among its neighbours, as written. */
  readonly position: number;
  readonly required: boolean;
  readonly schema: Json | undefined;
}

/** Why two things could be one, and how much that says; undefined where they cannot be. */
export interface Resemblance {
  readonly weight: number;
  readonly evidence: readonly string[];
}

/** Comparing each with each is quadratic; with more pairs than this, what is gone is gone. */
const usualLimit = 256;

/**
 * What each thing that is gone, by its name, is probably called now. One name for one thing, and none where a second one fits as well:
 * a guess that is often wrong helps nobody. Resemblances are asked for at once, and judged when the first answer is wanted.
 */
export function renames<T>(
  gone: readonly T[],
  come: readonly T[],
  nameOf: (thing: T) => string,
  resemblance: (gone: T, come: T) => () => Resemblance | undefined,
  limit = usualLimit,
): (name: string) => Rename | undefined {
  if (gone.length * come.length > limit) return () => undefined;
  const pairs = gone.flatMap((old) => come.map((now) => ({ old, now, judge: resemblance(old, now) })));
  let found: ReadonlyMap<string, Rename> | undefined;
  return (name) => {
    found ??= new Map(mutual(pairs).map(({ old, now, evidence }) => [nameOf(old), { to: nameOf(now), evidence }]));
    return found.get(name);
  };
}

/** Two members of one object, or two parameters of one operation, between whose schemas nothing changed. */
export function memberResemblance(old: Member, now: Member, isAlike: boolean): Resemblance | undefined {
  const sameName = isSimilar(old.name, now.name);
  const samePlace = old.position === now.position;
  const sameNeed = old.required === now.required;
  const says = sameName || (isTelling(old.schema) && samePlace && sameNeed);
  if (!isAlike || !says) return undefined;
  return {
    weight: 2 * Number(sameName) + Number(sameNeed), // of two in a row, the first is no better
    evidence: [
      "same shape",
      ...(sameName ? ["similar name"] : []),
      ...(samePlace ? ["same position"] : []),
      ...(sameNeed ? [old.required ? "both required" : "both optional"] : []),
    ],
  };
}

/** Whether two names share words or most letters: `total` and `total_amount`, `colour` and `color`, `lang` and `language`. */
export function isSimilar(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  if (shared > 0 && shared === Math.min(a.size, b.size)) return true;
  const [short = "", long = ""] = [one.toLowerCase(), other.toLowerCase()].sort((x, y) => x.length - y.length);
  return isShortened(short, long) || distance(short, long) <= Math.floor(short.length / 3);
}

/** `lang` of `language`; a letter or two begin many words. */
function isShortened(short: string, long: string): boolean {
  return short.length > 2 && long.startsWith(short);
}

interface Judged<T> extends Resemblance {
  readonly old: T;
  readonly now: T;
}

/** The pairs that are each other's best, without a rival. */
function mutual<T>(
  pairs: readonly { readonly old: T; readonly now: T; readonly judge: () => Resemblance | undefined }[],
): Judged<T>[] {
  const judged = pairs.flatMap(({ old, now, judge }) => {
    const found = judge();
    return found ? [{ old, now, ...found }] : [];
  });
  return judged.filter((pair) =>
    judged.every((rival) => rival === pair || !shares(rival, pair) || rival.weight < pair.weight),
  );
}

function shares<T>(one: Judged<T>, other: Judged<T>): boolean {
  return one.old === other.old || one.now === other.now;
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== ""),
  );
}

/** Whether a schema says more than a bare type, which any neighbour may share. */
function isTelling(schema: Json | undefined): boolean {
  return isObject(schema) && telling.some((keyword) => Object.hasOwn(schema, keyword));
}

const telling = ["$ref", "properties", "items", "enum", "const", "format", "pattern", "allOf", "oneOf", "anyOf"];
