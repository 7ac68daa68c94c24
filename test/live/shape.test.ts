import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { infer, merge } from "../../src/live/shape/index.ts";
import { runs } from "../support/long.ts";

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const shape = fc
  .array(json, { maxLength: 3 })
  .map((values) => values.map((value) => infer(value)).reduce(merge, { count: 0, types: {} }));

test("merging shapes is associative and commutative, and an empty shape changes nothing", () => {
  fc.assert(
    fc.property(shape, shape, shape, (a, b, c) => {
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(a, { count: 0, types: {} })).toEqual(a);
    }),
    runs(100),
  );
});

test("merging changes neither side", () => {
  fc.assert(
    fc.property(shape, shape, (a, b) => {
      const before = JSON.stringify([a, b]);
      merge(a, b);
      expect(JSON.stringify([a, b])).toBe(before);
    }),
    runs(100),
  );
});

test("a list has the shape of its items together", () => {
  fc.assert(
    fc.property(fc.array(json, { minLength: 1 }), (values) => {
      expect(infer(values).items).toEqual(values.map((value) => infer(value)).reduce(merge));
    }),
    runs(100),
  );
});

test.each<[name: string, value: Json, expected: unknown]>([
  [
    "counts by type and place",
    [{ a: 1 }, { a: 1.5, b: null }],
    {
      count: 1,
      types: { array: 1 },
      items: {
        count: 2,
        types: { object: 2 },
        properties: { a: { count: 2, types: { integer: 1, number: 1 } }, b: { count: 1, types: { null: 1 } } },
      },
    },
  ],
  ["an empty list says nothing of items", [], { count: 1, types: { array: 1 }, empty: 1 }],
  [
    "a list of several types counts each",
    [1, "x", null],
    { count: 1, types: { array: 1 }, items: { count: 3, types: { integer: 1, string: 1, null: 1 } } },
  ],
  [
    "formats are counted, not kept",
    ["2026-01-02", "2026-01-03", 1767323045],
    {
      count: 1,
      types: { array: 1 },
      items: { count: 3, types: { string: 2, integer: 1 }, formats: { date: 2, "unix-seconds": 1 } },
    },
  ],
  [
    "ids as keys are values",
    { cus_9s6XKzkNRiz8i3: 1, "2026-01-02": 2 },
    { count: 1, types: { object: 1 }, values: { count: 2, types: { integer: 2 } } },
  ],
  [
    "keys that look alike inside are values",
    { anna: { age: 1 }, ben: { age: 2 }, cleo: { age: 3 }, dan: { age: 4 } },
    {
      count: 1,
      types: { object: 1 },
      values: { count: 4, types: { object: 4 }, properties: { age: { count: 4, types: { integer: 4 } } } },
    },
  ],
  [
    "names that every object inherits are names",
    JSON.parse('{"constructor": 1, "toString": true}'),
    {
      count: 1,
      types: { object: 1 },
      properties: { constructor: { count: 1, types: { integer: 1 } }, toString: { count: 1, types: { boolean: 1 } } },
    },
  ],
  [
    "a key that is a trap is a value",
    JSON.parse('{"__proto__": 1}'),
    { count: 1, types: { object: 1 }, values: { count: 1, types: { integer: 1 } } },
  ],
])("%s", (_, value, expected) => {
  expect(infer(value)).toEqual(expected);
});

test.each([
  ["total", true],
  ["+1", true],
  ["@type", true],
  ["größe", true],
  ["address_line1", true],
  ["sha256_fingerprint_hash", true],
  ["two words", false],
  ["anna@example.org", false],
  ["12345", false],
  ["2026-01", false],
  ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", false],
  ["9f86d081884c7d659a2feaa0c55ad015", false],
  ["ghp_16C7e42F292c6912E7710c838347Ae178B4a", false],
])("whether %s is a name: %s", (key, isName) => {
  expect(Object.keys(infer({ [key]: 1 })).includes("properties")).toBe(isName);
});
