import type { Json } from "../../json.ts";
import type { Schema } from "../side.ts";
import type { Origin } from "./origin.ts";

/** A schema to find values for, and the choices in it that a branch among its parts stands for. */
export interface Wanted {
  readonly schema: Schema;
  readonly origin: Origin;
  readonly decided: readonly string[];
}

/** Schemas of the other document whose edges are worth trying. */
export interface Hints {
  readonly schemas: readonly Schema[];
  readonly origin: Origin;
}

/**
 * Makes values that a schema may accept, the plainest first, at the edges of it and of the hints. Not all of them fit.
 * Below `depth` levels, nothing varies: only the smallest parts are made.
 */
export type Offer = (wanted: Wanted, hints: Hints, depth: number) => Iterable<Json>;

/** What the makers of arrays and objects need of the others. */
export interface Makers {
  readonly offer: Offer;
  /** The first value that is not known to be refused; undefined where none is found. */
  readonly smallest: (wanted: Wanted, depth: number) => Json | undefined;
}

/** A schema in which nothing is decided yet. */
export function wanted(schema: Schema, origin: Origin): Wanted {
  return { schema, origin, decided: [] };
}

/** The first of many. */
export function* first<T>(limit: number, all: Iterable<T>): Iterable<T> {
  let left = limit;
  if (left <= 0) return;
  for (const one of all) {
    yield one;
    if (--left <= 0) return;
  }
}
