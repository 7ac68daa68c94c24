import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Shape } from "../sample.ts";
import { type Format, formatOfNumber, formatOfText } from "./format.ts";
import { isMap } from "./keys.ts";

/** A shape in the making: counted in place, because answers hold a million values. */
export interface Tally {
  count: number;
  nulls: number;
  booleans: number;
  integers: number;
  numbers: number;
  strings: number;
  arrays: number;
  objects: number;
  /** Arrays that had no items. */
  empty: number;
  formats: Map<Format, number> | undefined;
  properties: Map<string, Tally> | undefined;
  values: Tally | undefined;
  items: Tally | undefined;
}

export function emptyTally(): Tally {
  return {
    count: 0,
    nulls: 0,
    booleans: 0,
    integers: 0,
    numbers: 0,
    strings: 0,
    arrays: 0,
    objects: 0,
    empty: 0,
    formats: undefined,
    properties: undefined,
    values: undefined,
    items: undefined,
  };
}

/** Counts a value, and all that it holds. `isData` tells keys that are data from names. */
export function count(tally: Tally, value: Json, isData: (key: string) => boolean): void {
  tally.count += 1;
  if (typeof value === "string") {
    tally.strings += 1;
    countFormat(tally, formatOfText(value));
  } else if (typeof value === "number") countNumber(tally, value);
  else if (value === null) tally.nulls += 1;
  else if (typeof value === "boolean") tally.booleans += 1;
  else if (isObject(value)) countMembers(tally, value, isData);
  else countItems(tally, value, isData);
}

/** A whole number is an `integer`, however it was written. */
function countNumber(tally: Tally, value: number): void {
  if (Number.isInteger(value)) tally.integers += 1;
  else tally.numbers += 1;
  countFormat(tally, formatOfNumber(value));
}

function countFormat(tally: Tally, format: Format | undefined): void {
  if (format === undefined) return;
  tally.formats ??= new Map();
  tally.formats.set(format, (tally.formats.get(format) ?? 0) + 1);
}

function countItems(tally: Tally, items: readonly Json[], isData: (key: string) => boolean): void {
  tally.arrays += 1;
  if (items.length === 0) {
    tally.empty += 1;
    return;
  }
  tally.items ??= emptyTally();
  for (const item of items) count(tally.items, item, isData);
}

function countMembers(tally: Tally, object: JsonObject, isData: (key: string) => boolean): void {
  tally.objects += 1;
  const isAllData = isMap(object);
  for (const key of Object.keys(object)) {
    count(isAllData ? valuesOf(tally) : memberOf(tally, key, isData), object[key] ?? null, isData);
  }
}

/** What has been a name before needs no second look. */
function memberOf(tally: Tally, key: string, isData: (key: string) => boolean): Tally {
  const known = tally.properties?.get(key);
  if (known) return known;
  if (isData(key)) return valuesOf(tally);
  const property = emptyTally();
  tally.properties ??= new Map();
  tally.properties.set(key, property);
  return property;
}

function valuesOf(tally: Tally): Tally {
  tally.values ??= emptyTally();
  return tally.values;
}

/** The counts as a plain value, without those that are zero. */
export function shapeOf(tally: Tally): Shape {
  const { properties, values, items, formats, empty } = tally;
  return {
    count: tally.count,
    types: typesOf(tally),
    ...(formats && { formats: Object.fromEntries(formats) }),
    ...(empty > 0 && { empty }),
    ...(properties && { properties: bare([...properties].map(([name, member]) => [name, shapeOf(member)])) }),
    ...(values && { values: shapeOf(values) }),
    ...(items && { items: shapeOf(items) }),
  };
}

function typesOf({ nulls, booleans, integers, numbers, strings, arrays, objects }: Tally): Record<string, number> {
  const counts = {
    null: nulls,
    boolean: booleans,
    integer: integers,
    number: numbers,
    string: strings,
    array: arrays,
    object: objects,
  };
  return Object.fromEntries(Object.entries(counts).filter(([, counted]) => counted > 0));
}

/** A vendor names the properties, so `toString` and its like must not be found by inheritance. */
export function bare<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}
