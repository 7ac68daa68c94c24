import { isObject, type Json } from "../../json.ts";
import type { View } from "../schema/view.ts";
import type { Place, Schema } from "../side.ts";
import { accepts, type Engines } from "./accepts.ts";
import { first, type Hints, type Makers, type Offer, type Wanted } from "./candidate.ts";
import { arrays } from "./candidate-arrays.ts";
import { objects } from "./candidate-objects.ts";
import { numbers, strings } from "./candidate-scalars.ts";
import type { Origin } from "./origin.ts";
import { speaks } from "./values.ts";

/**
 * Smallest values by document and schema: both documents may share a schema that refers to what they do not share. The
 * values are shared between the objects that need them; nothing changes them.
 */
export type Found = WeakMap<Origin, WeakMap<object, Json>>;

/**
 * Finds values for schemas, within limits.
 * @param engines tell which texts do not fit, so that no larger value is built with them
 */
export function candidates(engines: Engines, found: Found): Offer {
  const open = new Set<Json>();
  let attempts = allAttemptsLimit;
  return offer;

  function* offer(want: Wanted, hints: Hints, depth: number): Iterable<Json> {
    const view = want.origin.read(want.schema);
    const ways = undecided(want, view);
    if (ways) yield* inTurns(ways.map((way) => offer(way, hints, depth)));
    else yield* plain(want, view, branching(hints), depth, { offer, smallest });
  }

  /** The smallest value of a schema never holds another value of the same schema. */
  function smallest(want: Wanted, depth: number): Json | undefined {
    const node = want.schema.length === 1 ? want.schema[0]?.node : undefined;
    const ofOrigin = found.get(want.origin) ?? new WeakMap<object, Json>();
    found.set(want.origin, ofOrigin);
    const known = isObject(node) ? ofOrigin.get(node) : undefined;
    if (known !== undefined || node === undefined) return known ?? attempt(want, depth);
    if (open.has(node)) return undefined;
    open.add(node);
    const value = attempt(want, depth);
    open.delete(node);
    if (value !== undefined && isObject(node)) ofOrigin.set(node, value);
    return value;
  }

  function attempt(want: Wanted, depth: number): Json | undefined {
    for (const value of first(attemptsLimit, offer(want, { schemas: [], origin: want.origin }, depth))) {
      if (attempts-- <= 0) return undefined;
      if (accepts(want.schema, value, want.origin.side, { left: fuelLimit }, engines) !== false) return value;
    }
    return undefined;
  }
}

/** How many values are tried for one smallest value, for all of them together, and how many schemas are held against each. */
const attemptsLimit = 40;
const allAttemptsLimit = 1_000;
const fuelLimit = 2_000;

/** How many levels below the last one that varies a value may go on. */
const levelsLimit = 4;

/** Each way to decide the first choice or condition that is open. */
function undecided({ schema, origin, decided }: Wanted, { choices, conditions }: View): Wanted[] | undefined {
  const ways = [
    ...choices.map(({ pointer, branches }) => ({ pointer, branches: branches.map((branch) => [branch]) })),
    ...conditions.map((condition) => ({
      pointer: condition.if?.pointer ?? "",
      branches: [present(condition.if, condition.then), present(condition.else)],
    })),
  ];
  const open = ways.find(({ pointer }) => !decided.includes(pointer));
  return open?.branches.map((branch) => ({
    schema: [...schema, ...branch],
    origin,
    decided: [...decided, open.pointer],
  }));
}

/** One of each, then the next of each: no branch waits for another one to end. */
function* inTurns<T>(all: readonly Iterable<T>[]): Iterable<T> {
  let open = all.map((each) => each[Symbol.iterator]());
  while (open.length > 0) {
    const turns = open.map((each) => ({ each, turn: each.next() }));
    for (const { turn } of turns) if (!turn.done) yield turn.value;
    open = turns.filter(({ turn }) => !turn.done).map(({ each }) => each);
  }
}

function present(...places: readonly (Place | undefined)[]): Place[] {
  return places.filter((place) => place !== undefined);
}

/** The same hints, and those that their branches and conditions give. */
function branching(hints: Hints): Hints {
  return { ...hints, schemas: hints.schemas.flatMap((schema) => withBranches(schema, hints)) };
}

function withBranches(schema: Schema, { origin }: Hints): Schema[] {
  const { choices, conditions, nots } = origin.read(schema);
  const branches = choices.flatMap(({ branches }) => branches.slice(0, branchesLimit).map((branch) => [branch]));
  const parts = conditions.flatMap((condition) => present(condition.if, condition.then, condition.else));
  return [schema, ...branches, ...parts.map((part) => [part]), ...nots];
}

/** Of more branches than this, the last ones bring no new edges. */
const branchesLimit = 20;

function* plain(want: Wanted, view: View, hints: Hints, depth: number, makers: Makers): Iterable<Json> {
  const views = [view, ...hints.schemas.map((schema) => hints.origin.read(schema))] as const;
  if (view.values) yield* listed(view.values, views.slice(1));
  else {
    yield* examples(views);
    if (speaks(view, "boolean")) yield* [false, true];
    if (speaks(view, "number")) yield* numbers(views);
    if (speaks(view, "string")) yield* strings(views);
    if (depth >= -levelsLimit && speaks(view, "array")) yield* arrays(want, view, hints, depth, makers);
    if (depth >= -levelsLimit && speaks(view, "object")) yield* objects(want, view, hints, depth, makers);
  }
  if (view.nullable) yield null;
}

/** What the hints do not list comes first. */
function* listed(values: NonNullable<View["values"]>, hints: readonly View[]): Iterable<Json> {
  const isKnown = (text: string) => hints.some((hint) => hint.values?.has(text));
  const entries = [...values];
  for (const [text, value] of entries) if (!isKnown(text)) yield value;
  for (const [text, value] of entries) if (isKnown(text)) yield value;
}

/** What the descriptions themselves show of strings and numbers: the best chance against a pattern. */
function* examples(views: readonly View[]): Iterable<Json> {
  for (const { node } of views.flatMap(({ nodes }) => nodes)) {
    if (!isObject(node)) continue;
    const { example, examples, default: usual } = node;
    for (const shown of [example, usual, ...(Array.isArray(examples) ? examples : [])])
      if (typeof shown === "string" || typeof shown === "number") yield shown;
  }
}
