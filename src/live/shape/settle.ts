import type { Shape } from "../sample.ts";
import { merge } from "./index.ts";
import { bare } from "./tally.ts";

/** Fewer look-alikes may well be properties: home, billing and shipping address. Plain values look alike sooner. */
const objectsOfAMap = 4;
const scalarsOfAMap = 8;

/**
 * A shape in which objects are maps that many answers together show to be such, though none had keys enough to tell: at
 * least so many members that look alike, each of them in no more than half of the objects. Their keys are data.
 */
export function settled(shape: Shape): Shape {
  const { properties, values, items, ...counts } = shape;
  const members = Object.entries(properties ?? {}).map(([name, member]): [string, Shape] => [name, settled(member)]);
  const keys = keysOf(members, shape.types.object ?? 0);
  const named = members.filter(([name]) => !keys.has(name));
  const data = members.filter(([name]) => keys.has(name)).map(([, member]) => member);
  const each = [...(values ? [settled(values)] : []), ...data];
  return {
    ...counts,
    ...(named.length > 0 && { properties: bare(named) }),
    ...(each.length > 0 && { values: each.reduce(merge) }),
    ...(items && { items: settled(items) }),
  };
}

/** The names that are data: those of every group of rare look-alikes that is large enough. */
function keysOf(members: readonly (readonly [name: string, member: Shape])[], objects: number): ReadonlySet<string> {
  const groups = new Map<string, string[]>();
  for (const [name, member] of members) {
    if (member.count * 2 > objects) continue;
    const look = lookOf(member);
    groups.set(look, [...(groups.get(look) ?? []), name]);
  }
  const maps = [...groups].filter(
    ([look, names]) => names.length >= (look.startsWith('[["object"]') ? objectsOfAMap : scalarsOfAMap),
  );
  return new Set(maps.flatMap(([, names]) => names));
}

/** The types; of an object, also the names of what is always in it. */
function lookOf({ types, properties = {} }: Shape): string {
  const kinds = Object.keys(types)
    .filter((type) => type !== "null")
    .map((type) => (type === "integer" ? "number" : type));
  const always = Object.entries(properties).filter(([, { count }]) => count === types.object);
  return JSON.stringify([[...new Set(kinds)].sort(), always.map(([name]) => name).sort()]);
}
