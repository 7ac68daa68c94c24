import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { baseline } from "../../src/live/baseline.ts";
import { chance } from "../../src/live/shape/evidence.ts";
import { shifts } from "../../src/live/shape/shift.ts";
import { runs } from "../support/long.ts";
import { describe } from "../support/vendor.ts";
import { answered, ok } from "./night.ts";

const list = (length: number, item: Json): Json[] => Array.from({ length }, () => item);
const both = (length: number, key: string, then: Json, now: Json): [Json, Json] => [
  list(length, { [key]: then }),
  list(length, { [key]: now }),
];
const uuid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

test.each<[name: string, item: JsonObject, then: Json, now: Json, expected: string[]]>([
  [
    "a property that was always there, and is nowhere now",
    {},
    list(13, { a: 1, b: 1 }),
    list(13, { a: 1 }),
    ["response-property-vanished /*/b"],
  ],
  ["too few to tell", {}, list(5, { a: 1, b: 1 }), list(5, { a: 1 }), []],
  ["a property that was not always there", {}, [{}, ...list(50, { b: 1 })], list(50, { a: 1 }), []],
  ["a property that is still there sometimes", {}, list(50, { b: 1 }), [{ b: 1 }, ...list(50, {})], []],
  ["what the contract requires is its own matter", { required: ["b"] }, list(50, { b: 1 }), list(50, {}), []],
  ["a list that is empty now, once", {}, list(7, { b: 1 }), [], []],
  ["keys that are data come and go", {}, list(50, { "2026-01-01": 1 }), list(50, { "2026-01-02": 1 }), []],
  ["another type", {}, [{ a: 1 }], [{ a: true }], ["response-property-type-changed /*/a"]],
  ["a number in a text", {}, [{ a: 1 }], [{ a: "1" }], ["response-property-number-now-text /*/a"]],
  [
    "another type where the contract names types",
    { properties: { a: { type: ["string", "integer"] } } },
    ...both(1, "a", 1, "1"),
    [],
  ],
  ["a whole number that has a fraction now", {}, ...both(1, "a", 1, 1.5), []],
  ["null says nothing of the type", {}, ...both(1, "a", 1, null), []],
  ["a number that is a UUID now", {}, ...both(1, "id", 7, uuid), ["response-property-id-format-changed /*/id"]],
  ["ids in texts that are UUIDs now", {}, ...both(20, "id", "o1", uuid), ["response-property-id-format-changed /*/id"]],
  [
    "ids in texts, where the contract says only that they are",
    { properties: { id: { type: "string" } } },
    ...both(20, "id", "4711", uuid),
    ["response-property-id-format-changed /*/id"],
  ],
  [
    "a format that the contract names",
    { properties: { id: { type: "string", format: "uuid" } } },
    ...both(20, "id", "4711", uuid),
    [],
  ],
  ["one text that happens to be a UUID", {}, ...both(1, "id", "o1", uuid), []],
  [
    "milliseconds that are seconds now",
    { properties: { at: { type: "integer" } } },
    ...both(1, "at", 1767323045678, 1767323045),
    ["response-property-time-format-changed /*/at"],
  ],
  [
    "seconds that are RFC 3339 now",
    {},
    ...both(1, "at", 1767323045, "2026-01-02T03:04:05Z"),
    ["response-property-time-format-changed /*/at"],
  ],
  ["ids that outgrew what looks like seconds", {}, ...both(50, "id", 4102444799, 4102444801), []],
  [
    "times without a zone",
    {},
    ...both(20, "at", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05"),
    ["response-property-time-format-changed /*/at"],
  ],
  [
    "a URL that is a name now",
    {},
    ...both(20, "to", "https://a.example/b", "b"),
    ["response-property-format-changed /*/to"],
  ],
  ["null in all", {}, ...both(20, "a", 1, null), ["response-property-now-null /*/a"]],
  [
    "null in all, where it may be",
    { properties: { a: { type: ["string", "null"] } } },
    ...both(20, "a", "x", null),
    ["response-property-now-null /*/a"],
  ],
  [
    "null in some",
    {},
    list(99, { a: 1 }),
    [...list(9, { a: 1 }), ...list(9, { a: null })],
    ["response-property-now-null /*/a"],
  ],
  [
    "null in some, where it may be",
    { properties: { a: { type: ["string", "null"] } } },
    list(99, { a: "x" }),
    [...list(9, { a: "x" }), ...list(9, { a: null })],
    [],
  ],
  ["null in one of many", {}, list(99, { a: 1 }), [...list(98, { a: 1 }), { a: null }], []],
  ["lists that are all empty now", {}, ...both(20, "a", [1], []), ["response-list-now-empty /*/a"]],
  ["lists that are empty now and then", {}, list(20, { a: [1] }), [...list(20, { a: [] }), { a: [1] }], []],
  [
    "items of another type among those that were",
    {},
    list(60, { a: ["x", "y"] }),
    list(60, { a: ["x", { y: 1 }] }),
    ["response-items-type-mixed /*/a/*"],
  ],
  ["a further type, once", {}, list(20, { a: 1 }), [...list(20, { a: 1 }), { a: "x" }], []],
])("against the baseline's shapes: %s", (_, item, then, now, expected) => {
  const contract = describe({ "/orders": { get: { responses: ok({ type: "array", items: item }) } } });
  const before = baseline([{ samples: [answered(then)], refusals: [], blocked: [] }]);
  const found = shifts(contract, before, [answered(now)]);
  expect(found.map(({ rule, instancePath }) => `${rule} ${instancePath}`)).toEqual(expected);
});

test("one object that is asked for often is one object", () => {
  const contract = describe({ "/orders": { get: { responses: ok({}) } } });
  const often = (body: Json) => Array.from({ length: 20 }, () => answered(body));
  const before = baseline([{ samples: often({ a: 1, b: 1 }), refusals: [], blocked: [] }]);
  expect(shifts(contract, before, often({ a: 1 }))).toEqual([]);
});

test("the chance of what never was falls with every case then, and with every one that shows it now", () => {
  const cases = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(cases, cases, cases, (n, k, others) => {
      const m = k + others;
      expect(chance({ n: n + 1, k, m })).toBeLessThanOrEqual(chance({ n, k, m }));
      expect(chance({ n, k, m: k })).toBeLessThanOrEqual(chance({ n, k, m }));
      expect(chance({ n, k: k + 1, m: k + 1 })).toBeLessThan(chance({ n, k, m: k }));
      expect(chance({ n, k, m: k })).toBeCloseTo(chance({ n: k, k: n, m: n }), 12);
    }),
    runs(100),
  );
});

test("the chance is an upper bound, whatever share of the cases shows it", () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), share, (n, m, p) => {
      const exact = (1 - p) ** n * p ** m;
      expect(exact).toBeLessThanOrEqual(chance({ n, k: m, m }) * (1 + 1e-9));
    }),
    runs(100),
  );
});
