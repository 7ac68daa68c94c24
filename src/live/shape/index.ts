import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Shape } from "../sample.ts";
import { rememberingData, teller } from "./keys.ts";

/** The shape of one JSON value: counts of types by place, no values, and no keys that are data. */
export function infer(value: Json): Shape {
  const tally = empty();
  observe(tally, value, rememberingData());
  return shapeOf(tally);
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
  const merged = bare(Object.entries(a));
  for (const [name, shape] of Object.entries(b)) merged[name] = merged[name] ? merge(merged[name], shape) : shape;
  return merged;
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const total = bare(Object.entries(a));
  for (const [type, count] of Object.entries(b)) total[type] = (total[type] ?? 0) + count;
  return total;
}

/** A vendor names the properties, so `toString` and its like must not be found by inheritance. */
function bare<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}

/** A shape in the making: counted in place, because answers hold a million values. */
interface Tally {
  count: number;
  readonly types: Map<string, number>;
  readonly properties: Map<string, Tally>;
  values?: Tally;
  items?: Tally;
}

/** Whether a key is data. */
type IsData = (key: string) => boolean;

function empty(): Tally {
  return { count: 0, types: new Map(), properties: new Map() };
}

function shapeOf({ count, types, properties, values, items }: Tally): Shape {
  return {
    count,
    types: bare(types),
    ...(properties.size > 0 && { properties: bare([...properties].map(([name, tally]) => [name, shapeOf(tally)])) }),
    ...(values && { values: shapeOf(values) }),
    ...(items && { items: shapeOf(items) }),
  };
}

function observe(tally: Tally, value: Json, isData: IsData): void {
  const type = typeOf(value);
  tally.count += 1;
  tally.types.set(type, (tally.types.get(type) ?? 0) + 1);
  if (Array.isArray(value)) observeItems(tally, value, isData);
  else if (isObject(value)) observeMembers(tally, value, isData);
}

function observeItems(tally: Tally, items: readonly Json[], isData: IsData): void {
  if (items.length === 0) return;
  tally.items ??= empty();
  for (const item of items) observe(tally.items, item, isData);
}

function observeMembers(tally: Tally, object: JsonObject, isData: IsData): void {
  const tell = teller(object, isData);
  for (const [key, member = null] of Object.entries(object)) {
    const name = tell(key);
    observe(name === "*" ? valuesOf(tally) : propertyOf(tally, name), member, isData);
  }
}

function valuesOf(tally: Tally): Tally {
  tally.values ??= empty();
  return tally.values;
}

function propertyOf({ properties }: Tally, name: string): Tally {
  const property = properties.get(name) ?? empty();
  properties.set(name, property);
  return property;
}

/** The JSON Schema type of a value; a whole number is an `integer`, however it was written. */
function typeOf(value: Json): "null" | "boolean" | "integer" | "number" | "string" | "array" | "object" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}
