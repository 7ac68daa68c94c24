import { referenceOf } from "../../contract/reference.ts";
import { canonical, isObject, type Json, own } from "../../json.ts";
import type { Place } from "../side.ts";
import { mappingOf } from "./mapping.ts";
import type { View } from "./view.ts";

/** A branch of a choice, with what it can be recognised by. */
export interface Branch {
  readonly place: Place;
  readonly view: View;
  /** The value that selects it: of an explicit mapping, or the only value of a property that every branch has. */
  readonly selector: string | undefined;
}

export interface Matching {
  readonly pairs: readonly (readonly [base: Branch, revision: Branch])[];
  readonly removed: readonly Branch[];
  readonly added: readonly Branch[];
}

/**
 * Finds which branch became which: by `$ref`, by the value that selects it, by title, by equal text, and last by
 * likeness. Each branch is used once; order does not matter.
 */
export function matchBranches(base: readonly Branch[], revision: readonly Branch[]): Matching {
  const pairs: (readonly [Branch, Branch])[] = [];
  let [removed, added] = [[...base], [...revision]];
  for (const key of [reference, selector, title, text]) {
    const found = pairByKey(removed, added, key);
    settle(found);
    if (removed.length === 0 || added.length === 0) break;
  }
  settle(pairByLikeness(removed, added));
  return { pairs, removed, added };

  function settle(found: readonly (readonly [Branch, Branch])[]): void {
    const paired = new Set(found.flat());
    pairs.push(...found);
    removed = removed.filter((branch) => !paired.has(branch));
    added = added.filter((branch) => !paired.has(branch));
  }
}

type Key = (branch: Branch) => string | undefined;

const reference: Key = ({ place }) => referenceOf(place.node, false);
const selector: Key = (branch) => branch.selector;
const title: Key = ({ view }) => {
  const said = view.notes.get("title");
  return typeof said === "string" ? said : undefined;
};
const text: Key = ({ place }) => unorderedText(place.node);

/** Equal for two schemas that only list the same things in another order. */
function unorderedText(node: Json): string {
  return canonical(unordered(node));
}

/** The same schema with the members of its lists in one order, where order says nothing. */
function unordered(node: Json): Json {
  if (Array.isArray(node)) return node.map(unordered);
  if (!isObject(node)) return node;
  const members = Object.entries(node).map(([keyword, said = null]) => {
    const inner = unordered(said);
    return [keyword, sets.has(keyword) && Array.isArray(inner) ? sorted(inner) : inner] as const;
  });
  return Object.fromEntries(members);
}

function sorted(list: readonly Json[]): Json[] {
  return list
    .map((value) => [canonical(value), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
}

const sets: ReadonlySet<string> = new Set(["enum", "required", "type", "oneOf", "anyOf", "allOf"]);

function pairByKey(base: readonly Branch[], revision: readonly Branch[], key: Key): (readonly [Branch, Branch])[] {
  const byKey = new Map<string, Branch>();
  for (const branch of revision) {
    const name = key(branch);
    if (name !== undefined && !byKey.has(name)) byKey.set(name, branch);
  }
  return base.flatMap((branch) => {
    const name = key(branch);
    const other = name === undefined ? undefined : byKey.get(name);
    if (name === undefined || !other) return [];
    byKey.delete(name);
    return [[branch, other] as const];
  });
}

/** Pairs the schemas of two lists whose order says nothing: equal ones, then the others as they stand. */
export function align<T>(
  base: readonly T[],
  revision: readonly T[],
  schemaOf: (entry: T) => Json,
): (readonly [base: T | undefined, revision: T | undefined])[] {
  if (base.length <= 1 && revision.length <= 1)
    return base.length + revision.length > 0 ? [[base[0], revision[0]]] : [];
  const waiting = revision.map((entry) => ({ entry, text: unorderedText(schemaOf(entry)) }));
  const alone: T[] = [];
  const pairs: (readonly [T | undefined, T | undefined])[] = [];
  for (const entry of base) {
    const text = unorderedText(schemaOf(entry));
    const index = waiting.findIndex((other) => other.text === text);
    const [found] = index < 0 ? [] : waiting.splice(index, 1);
    if (found) pairs.push([entry, found.entry]);
    else alone.push(entry);
  }
  const length = Math.max(alone.length, waiting.length);
  return [...pairs, ...Array.from({ length }, (_, i) => [alone[i], waiting[i]?.entry] as const)];
}

/** Likeness is quadratic; with more branches left than this, what is left came or went. */
const comparisonsLimit = 10_000;

function pairByLikeness(base: readonly Branch[], revision: readonly Branch[]): (readonly [Branch, Branch])[] {
  if (base.length * revision.length > comparisonsLimit) return [];
  const scored = base.flatMap((b) => revision.map((r) => ({ b, r, score: likeness(b.view, r.view) })));
  const taken = new Set<Branch>();
  return scored
    .filter(({ score }) => score >= 0.5)
    .sort((x, y) => y.score - x.score)
    .flatMap(({ b, r }) => {
      if (taken.has(b) || taken.has(r)) return [];
      taken.add(b).add(r);
      return [[b, r] as const];
    });
}

/** From 0 (nothing in common) to 1: the types, and for objects the share of property names. */
function likeness(base: View, revision: View): number {
  const types = overlap(base.types ?? new Set(["any"]), revision.types ?? new Set(["any"]));
  if (types === 0) return 0;
  const names = overlap(new Set(base.properties.keys()), new Set(revision.properties.keys()));
  return base.properties.size + revision.properties.size > 0 ? names : types;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 1 : [...a].filter((name) => b.has(name)).length / all.size;
}

/**
 * The value by which a discriminator, or else a property with one value, selects each branch.
 * @see OpenAPI 3.1.1, section 4.8.25 (Discriminator Object)
 */
export function selectors(
  branches: readonly { readonly place: Place; readonly view: View }[],
  discriminator: Place | undefined,
  read: (place: Place) => View,
): Branch[] {
  const values = new Map(Array.from(mappingOf(discriminator), ([value, target]) => [target, value]));
  const property = isObject(discriminator?.node) ? own(discriminator.node, "propertyName") : undefined;
  const names = typeof property === "string" ? [property] : candidates(branches);
  return branches.map(({ place, view }) => ({
    place,
    view,
    selector: values.get(referenceOf(place.node, false) ?? "") ?? constantOf(view, names, read),
  }));
}

function candidates(branches: readonly { readonly view: View }[]): string[] {
  const [first, ...others] = branches;
  return [...(first?.view.required ?? [])].filter((name) => others.every(({ view }) => view.required.has(name)));
}

function constantOf(view: View, names: readonly string[], read: (place: Place) => View): string | undefined {
  for (const name of names) {
    const [place] = view.properties.get(name) ?? [];
    const values = place && read(place).values;
    if (values?.size === 1) return `${name}=${[...values.keys()][0]}`;
  }
  return undefined;
}
