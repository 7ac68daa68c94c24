import { expect, test } from "vitest";
import { chain, choice, type Grown, operations, recursive } from "../../bench/grown.ts";
import { compare } from "../../src/diff/index.ts";
import type { JsonObject } from "../../src/json.ts";

// Reads of the documents are counted, not time: the figure is the same on every machine.
test.each<[name: string, grow: (size: number) => Grown, size: number]>([
  ["operations", operations, 200],
  ["schemas that all lead to each other", recursive, 200],
  ["links of a chain of allOf", chain, 50],
  ["branches of a choice", choice, 200],
])("twice the %s, at most 2.2 times the work", (_, grow, size) => {
  const [once, twice] = [reads(grow(size)), reads(grow(2 * size))];
  expect(twice / once).toBeLessThanOrEqual(2.2);
});

/** How often anything of the two documents is asked for while they are compared. */
function reads({ base, revision }: Grown): number {
  const count = { reads: 0 };
  const found = compare(described(base, count), described(revision, count), { perspective: "consumer", fold: true });
  expect(found.changes).not.toEqual([]);
  return count.reads;
}

function described(document: JsonObject, count: { reads: number }) {
  return { document: counting(document, count), texts: [], bundled: {} };
}

/** The same document, which counts what is asked of it. Each node stays one node. */
function counting<T extends object>(document: T, count: { reads: number }): T {
  const known = new WeakMap<object, object>();
  const wrapped = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const proxy = known.get(value) ?? new Proxy(value, counter);
    known.set(value, proxy);
    return proxy;
  };
  const counter: ProxyHandler<object> = {
    get(target, name) {
      count.reads += 1;
      return wrapped(Reflect.get(target, name));
    },
    ownKeys(target) {
      const names = Reflect.ownKeys(target);
      count.reads += names.length;
      return names;
    },
  };
  return wrapped(document) as T;
}
