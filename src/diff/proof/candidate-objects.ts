import type { Json, JsonObject } from "../../json.ts";
import type { View } from "../schema/view.ts";
import { first, type Hints, type Makers, type Wanted, wanted } from "./candidate.ts";
import { sizes } from "./candidate-scalars.ts";
import { saidOf } from "./member.ts";

/** How many properties are varied, and how many values each gets. */
const propertiesLimit = 60;
const variantsLimit = 16;

/** No report wants to show an object with more members that mean nothing. */
const membersLimit = 30;

/**
 * The object with what it needs and nothing else; with each other property; with one that nobody named; with as many as
 * each count at an edge; and last with each property at an edge itself.
 */
export function* objects(want: Wanted, view: View, hints: Hints, depth: number, makers: Makers): Iterable<JsonObject> {
  const hinted = hints.schemas.map((schema) => hints.origin.read(schema));
  const memberFor = (name: string) => makers.smallest(wanted(saidOf(view, name), want.origin), depth - 1);
  const least = grown({}, [...view.required], view, memberFor);
  if (!least) return;
  const all = [view, ...hinted].flatMap(({ required, properties }) => [...required, ...properties.keys()]);
  const names = [...new Set(all)].slice(0, propertiesLimit);
  yield least;
  for (const name of [...names, unnamed(0)])
    if (!Object.hasOwn(least, name)) yield* defined(grown(least, [name], view, memberFor));
  // With what the other document needs, and all but one of it, so that one thing alone is wrong.
  const needed = [...new Set(hinted.flatMap(({ required }) => [...required]))];
  yield* defined(grown(least, needed, view, memberFor));
  yield* defined(grown(least, [...needed, unnamed(0)], view, memberFor));
  for (const name of needed) {
    const others = needed.filter((other) => other !== name);
    yield* defined(grown(least, others, view, memberFor));
  }
  for (const size of sizes([view, ...hinted], "minProperties", "maxProperties", membersLimit))
    yield* defined(sized(least, size, names, view, memberFor));
  if (depth <= 0) return;
  for (const name of names)
    for (const value of variants(name)) yield* defined(grown({ ...least, [name]: value }, [name], view, memberFor));

  function variants(name: string): Iterable<Json> {
    const inner = { ...hints, schemas: hinted.map((hint) => saidOf(hint, name)) };
    return first(variantsLimit, makers.offer(wanted(saidOf(view, name), want.origin), inner, depth - 1));
  }
}

type MemberFor = (name: string) => Json | undefined;

/** The object with more members, and with those that they need beside them; undefined where one has no value. */
function grown(object: JsonObject, names: readonly string[], view: View, memberFor: MemberFor): JsonObject | undefined {
  const members = new Map(Object.entries(object));
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const value = members.get(name) ?? memberFor(name);
    if (value === undefined) return undefined;
    const needed = view.dependentRequired.get(name) ?? [];
    members.set(name, value);
    open.push(...[...needed].filter((other) => !members.has(other)));
  }
  return Object.fromEntries(members);
}

/** The object grown to a number of members: named ones, then others. */
function sized(object: JsonObject, size: number, names: readonly string[], view: View, memberFor: MemberFor) {
  const missing = size - Object.keys(object).length;
  if (missing <= 0) return undefined;
  const others = Array.from({ length: missing }, (_, i) => unnamed(i));
  const free = [...names, ...others].filter((name) => !Object.hasOwn(object, name) && memberFor(name) !== undefined);
  return grown(object, free.slice(0, missing), view, memberFor);
}

function unnamed(index: number): string {
  return `other${index === 0 ? "" : index}`;
}

function* defined<T>(value: T | undefined): Iterable<T> {
  if (value !== undefined) yield value;
}
