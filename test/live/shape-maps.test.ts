import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { baseline, shapesOf } from "../../src/live/baseline.ts";
import type { Shape } from "../../src/live/sample.ts";
import { bounded, placesOf } from "../../src/live/shape/bounded.ts";
import { infer, merge } from "../../src/live/shape/index.ts";
import { runs } from "../support/long.ts";
import { answered, night, ok } from "./night.ts";

const shapeOf = (...bodies: Json[]) => shapesOf(bodies.map(answered))["GET /orders 200"];

test.each<[name: string, bodies: Json[], names: string[]]>([
  [
    "few keys in each answer, many together",
    [{ anna: { age: 1 } }, { ben: { age: 2 } }, { cleo: { age: 3 } }, { dan: { age: 4 } }],
    [],
  ],
  ["plain values, where there are eight", "abcdefgh".split("").map((key) => ({ [`tag-${key}`]: 1 })), []],
  [
    "plain values, where there are three",
    "abc".split("").map((key) => ({ [`tag-${key}`]: 1 })),
    ["tag-a", "tag-b", "tag-c"],
  ],
  ["properties beside the keys", "abcdefgh".split("").map((key) => ({ total: 1, [`tag-${key}`]: 1 })), ["total"]],
  [
    "addresses that are always there",
    [1, 2].map(() => ({ home: { zip: 1 }, bill: { zip: 1 }, ship: { zip: 1 } })),
    ["home", "bill", "ship"],
  ],
  ["what differs inside", [{ a: { x: 1 } }, { b: { y: 1 } }, { c: { z: 1 } }, { d: 1 }], ["a", "b", "c", "d"]],
])("a map shows in many answers together: %s", (_, bodies, names) => {
  expect(Object.keys(shapeOf(...bodies)?.properties ?? {})).toEqual(names);
});

test("what the contract calls a map is one, though its keys look like names", async () => {
  const schema = { type: "object", properties: { total: {} }, additionalProperties: { type: "integer" } };
  const { shapes } = baseline([await night({ body: { total: 1, anna: 2, ben: 3 } }, ok(schema))]);
  expect(shapes).toEqual({
    "GET /orders 200": {
      count: 1,
      types: { object: 1 },
      properties: { total: { count: 1, types: { integer: 1 } } },
      values: { count: 2, types: { integer: 2 } },
    },
  });
});

const key = fc.constantFrom("a", "b", "c", "d", "e", "f");
const tree = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(1, "x", null),
    fc.dictionary(key, tie("any")),
    fc.array(tie("any"), { maxLength: 3 }),
  ),
})).any;

test("a shape that had to be cut is the same, in whatever order its parts came together", () => {
  const [limit, add] = [8, (a: Shape, b: Shape) => bounded(merge(a, b), 8)];
  const shape = tree.map((value) => bounded(infer(value), limit));
  fc.assert(
    fc.property(shape, shape, shape, (a, b, c) => {
      const all = add(add(a, b), c);
      expect(all).toEqual(add(a, add(b, c)));
      expect(all).toEqual(add(add(c, b), a));
      expect(placesOf(all)).toBeLessThanOrEqual(limit);
    }),
    runs(1000),
  );
});

test("whatever is answered, a shape has no more places than it may, and says that it was cut", () => {
  const hostile = Array.from({ length: 30_000 }, (_, i) => ({
    [`name${i.toString(36).replaceAll(/\d/g, "x")}_${"y".repeat(i % 40)}`]: { a: [i] },
  }));
  const shape = infer(hostile);
  expect([placesOf(shape) <= 20_000, JSON.stringify(shape).includes('"cut":true')]).toEqual([true, true]);
});
