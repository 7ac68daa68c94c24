import type { Json } from "../../json.ts";
import type { Shape } from "../sample.ts";
import { bounded } from "./bounded.ts";
import { rememberingData } from "./keys.ts";
import { bare, count, emptyTally, shapeOf } from "./tally.ts";

/**
 * The shape of one JSON value: counts of types and formats by place, no values, and no keys that are data. However large
 * the value, no more than `placesLimit` places are kept.
 * @param isSecret whether a key is secret for a reason that its form does not show
 */
export function infer(value: Json, isSecret?: (key: string) => boolean): Shape {
  const tally = emptyTally();
  count(tally, value, rememberingData(isSecret));
  return bounded(shapeOf(tally));
}

/**
 * What both have seen together. Associative and commutative, also where places have to be dropped; `{ count: 0, types:
 * {} }` changes nothing.
 */
export function merge(a: Shape, b: Shape): Shape {
  return bounded(together(a, b));
}

function together(a: Shape, b: Shape): Shape {
  const formats = either(a.formats, b.formats, sum);
  const empty = (a.empty ?? 0) + (b.empty ?? 0);
  const properties = either(a.properties, b.properties, mergeAll);
  const values = either(a.values, b.values, together);
  const items = either(a.items, b.items, together);
  return {
    count: a.count + b.count,
    types: sum(a.types, b.types),
    ...(formats && { formats }),
    ...(empty > 0 && { empty }),
    ...((a.cut || b.cut) && { cut: true }),
    ...(properties && { properties }),
    ...(values && { values }),
    ...(items && { items }),
  };
}

function either<T>(a: T | undefined, b: T | undefined, both: (a: T, b: T) => T): T | undefined {
  return a !== undefined && b !== undefined ? both(a, b) : (a ?? b);
}

function mergeAll(a: Readonly<Record<string, Shape>>, b: Readonly<Record<string, Shape>>): Record<string, Shape> {
  const merged = bare(Object.entries(a));
  for (const [name, shape] of Object.entries(b)) merged[name] = merged[name] ? together(merged[name], shape) : shape;
  return merged;
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const total = bare(Object.entries(a));
  for (const [type, counted] of Object.entries(b)) total[type] = (total[type] ?? 0) + counted;
  return total;
}
