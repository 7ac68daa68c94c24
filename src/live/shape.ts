import { isObject, type Json, type JsonObject } from "../json.ts";
import { teller } from "./keys.ts";
import type { Shape } from "./sample.ts";

/** The shape of one JSON value: counts of types by place, no values, and no keys that are data. */
export function infer(value: Json): Shape {
  const tally = empty();
  observe(tally, value);
  return tally;
}

/** What both have seen together. Associative and commutative; `{ count: 0, types: {} }` changes nothing. */
export function merge(a: Shape, b: Shape): Shape {
  const properties =
    a.properties && b.properties ? mergeAll(a.properties, b.properties) : (a.properties ?? b.properties);
  const values = a.values && b.values ? merge(a.values, b.values) : (a.values ?? b.values);
  const items = a.items && b.items ? merge(a.items, b.items) : (a.items ?? b.items);
  return {
    count: a.count + b.count,
    types: sum(a.types, b.types),
    ...(properties && { properties }),
    ...(values && { values }),
    ...(items && { items }),
  };
}

function mergeAll(a: Readonly<Record<string, Shape>>, b: Readonly<Record<string, Shape>>): Record<string, Shape> {
  const merged = bare(a);
  for (const [name, shape] of Object.entries(b)) merged[name] = merged[name] ? merge(merged[name], shape) : shape;
  return merged;
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const total = bare(a);
  for (const [type, count] of Object.entries(b)) total[type] = (total[type] ?? 0) + count;
  return total;
}

/** A vendor names the properties, so `toString` and its like must not be found by inheritance. */
function bare<T>(record: Readonly<Record<string, T>> = {}): Record<string, T> {
  return Object.assign(Object.create(null), record);
}

/** A shape in the making: counted in place, because answers hold a million values. */
interface Tally {
  count: number;
  readonly types: Record<string, number>;
  properties?: Record<string, Tally>;
  values?: Tally;
  items?: Tally;
}

function empty(): Tally {
  return { count: 0, types: bare() };
}

function observe(tally: Tally, value: Json): void {
  const type = typeOf(value);
  tally.count += 1;
  tally.types[type] = (tally.types[type] ?? 0) + 1;
  if (Array.isArray(value)) observeItems(tally, value);
  else if (isObject(value)) observeMembers(tally, value);
}

function observeItems(tally: Tally, items: readonly Json[]): void {
  if (items.length === 0) return;
  tally.items ??= empty();
  for (const item of items) observe(tally.items, item);
}

function observeMembers(tally: Tally, object: JsonObject): void {
  const tell = teller(object);
  for (const [key, member = null] of Object.entries(object)) {
    const name = tell(key);
    observe(name === "*" ? valuesOf(tally) : propertyOf(tally, name), member);
  }
}

function valuesOf(tally: Tally): Tally {
  tally.values ??= empty();
  return tally.values;
}

function propertyOf(tally: Tally, name: string): Tally {
  tally.properties ??= bare();
  const property = tally.properties[name] ?? empty();
  tally.properties[name] = property;
  return property;
}

/** The JSON Schema type of a value; a whole number is an `integer`, however it was written. */
export function typeOf(value: Json): "null" | "boolean" | "integer" | "number" | "string" | "array" | "object" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}
