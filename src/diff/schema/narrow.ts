import { canonical, isObject, type JsonObject } from "../../json.ts";
import type { Same } from "../same.ts";
import { elements, field, memberOf, type Place, type Schema } from "../side.ts";

/** Two parts of two schemas, and the place that they have in both. */
export interface PartPair {
  readonly at: readonly string[];
  readonly base: Place;
  readonly revision: Place;
  readonly branch?: true;
}

/**
 * Where two schemas differ only below `properties`, `items`, `additionalProperties` or branches that are the same
 * references in the same order: those parts that differ. Undefined where more is different, so that the two must be
 * compared as a whole. Most schemas that hold a changed one are settled here, without being read.
 */
export function differingParts(base: Schema, revision: Schema, same: Same): PartPair[] | undefined {
  const [b, r] = [base[0], revision[0]];
  if (base.length !== 1 || revision.length !== 1 || !b || !r || !isObject(b.node) || !isObject(r.node))
    return undefined;
  const parts: PartPair[] = [];
  for (const keyword of keywordsOf(b.node, r.node)) {
    const [ours, theirs] = [b.node[keyword], r.node[keyword]];
    if (merging.has(keyword) || (keyword === "discriminator" && !chooses(b.node))) return undefined;
    if (ours === theirs && typeof ours !== "object") continue; // a shared object may refer to what is not shared
    if (ours === undefined || theirs === undefined) {
      if (same({ [keyword]: ours }, { [keyword]: theirs })) continue;
      return undefined;
    }
    const found = partsBelow(keyword, b, r, same);
    if (!found) return undefined;
    parts.push(...found);
  }
  return parts;
}

/** What these apply is read together with their neighbours. */
const merging: ReadonlySet<string> = new Set(["allOf", "$ref", "$dynamicRef"]);

/** What has a discriminator and no choice stands for those that inherit from it. */
function chooses(node: JsonObject): boolean {
  return Object.hasOwn(node, "oneOf") || Object.hasOwn(node, "anyOf");
}

function keywordsOf(base: JsonObject, revision: JsonObject): string[] {
  const ours = Object.keys(base);
  const more = Object.keys(revision).filter((keyword) => !Object.hasOwn(base, keyword));
  return more.length > 0 ? [...ours, ...more] : ours;
}

function partsBelow(keyword: string, base: Place, revision: Place, same: Same): PartPair[] | undefined {
  const [b, r] = [memberOf(base, keyword), memberOf(revision, keyword)];
  if (!b || !r) return undefined;
  if (keyword === "properties") return differingProperties(b, r, same);
  if (keyword === "items" || keyword === "additionalProperties") return differingSchema(keyword, b, r, same);
  if (keyword === "oneOf" || keyword === "anyOf") return differingBranches(keyword, b, r, same);
  const settled = values.has(keyword)
    ? canonical(b.node) === canonical(r.node)
    : same({ [keyword]: b.node }, { [keyword]: r.node });
  return settled ? [] : undefined;
}

/** A caller's data, in which nothing is prose. */
const values: ReadonlySet<string> = new Set(["default", "enum", "const"]);

function differingProperties(base: Place, revision: Place, same: Same): PartPair[] | undefined {
  if (!isObject(base.node) || !isObject(revision.node)) return undefined;
  const names = Object.keys(base.node);
  const theirs = revision.node;
  if (names.length !== Object.keys(theirs).length || names.some((name) => !Object.hasOwn(theirs, name)))
    return undefined;
  return names
    .filter((name) => !same(field(base, name), field(revision, name)))
    .flatMap((name) => pair(["properties", name], memberOf(base, name), memberOf(revision, name)));
}

/** `true`, `false` and nothing at all are told by the rules. */
function differingSchema(keyword: string, base: Place, revision: Place, same: Same): PartPair[] | undefined {
  if (same(base.node, revision.node)) return [];
  const plain = [base.node, revision.node].every((node) => isObject(node) && Object.keys(node).length > 0);
  return plain ? pair([keyword], base, revision) : undefined;
}

function differingBranches(keyword: string, base: Place, revision: Place, same: Same): PartPair[] | undefined {
  const [ours, theirs] = [elements(base), elements(revision)];
  if (ours.length !== theirs.length || ours.length < 2) return undefined;
  const parts: PartPair[] = [];
  for (const [i, branch] of ours.entries()) {
    const other = theirs[i];
    if (!other) return undefined;
    if (same(branch.node, other.node)) continue;
    const reference = isObject(branch.node) && branch.node.$ref;
    if (reference === undefined || !isObject(other.node) || other.node.$ref !== reference) return undefined;
    parts.push({ at: [keyword, String(i)], base: branch, revision: other, branch: true });
  }
  return parts;
}

function pair(at: readonly string[], base: Place | undefined, revision: Place | undefined): PartPair[] {
  return base && revision ? [{ at, base, revision }] : [];
}
