import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type By, shardsLimit, split } from "../../../src/check/fleet/split.ts";

const weighed = (...ms: readonly number[]) => ms.map((each, i) => ({ vendor: String.fromCharCode(97 + i), ms: each }));
const two: By = { kind: "shards", shards: 2 };

describe("contracts go to the shard that has least to do, the longest first", () => {
  test.each<[string, ReturnType<typeof weighed>, By, string[]]>([
    ["by length", weighed(5, 4, 3, 2, 2), two, ["ade 9", "bc 7"]],
    ["ties go by name", weighed(1, 1, 1), two, ["ac 2", "b 1"]],
    ["what takes no time is spread, too", weighed(0, 0, 0, 0), two, ["ac 0", "bd 0"]],
    ["no shard is empty", weighed(1), two, ["a 1"]],
    ["no contract, no shard", [], two, []],
    ["as few as keep within a time", weighed(3, 3, 3, 3), { kind: "time", targetMs: 6 }, ["ac 6", "bd 6"]],
    ["one more where they do not fit evenly", weighed(4, 4, 4), { kind: "time", targetMs: 6 }, ["a 4", "b 4", "c 4"]],
    ["no more than the longest one is worth", weighed(9, 1, 1, 1), { kind: "time", targetMs: 2 }, ["a 9", "bcd 3"]],
    ["no contract, no shard, whatever the time", [], { kind: "time", targetMs: 2 }, []],
  ])("%s", (_, contracts, by, expected) => {
    expect(split(contracts, by).map(({ vendors, ms }) => `${vendors.join("")} ${ms}`)).toEqual(expected);
  });
});

const contracts = fc.uniqueArray(
  fc.record({ vendor: fc.stringMatching(/^[a-z]{1,4}$/), ms: fc.nat({ max: 10_000 }) }),
  { selector: ({ vendor }) => vendor, maxLength: 40 },
);
const by: fc.Arbitrary<By> = fc.oneof(
  fc.record({ kind: fc.constant("shards" as const), shards: fc.integer({ min: 1, max: shardsLimit }) }),
  fc.record({ kind: fc.constant("time" as const), targetMs: fc.integer({ min: 1, max: 20_000 }) }),
);

test("every contract is in exactly one shard, whatever order they come in, and no shard is empty", () => {
  fc.assert(
    fc.property(contracts, by, fc.integer(), (given, how, seed) => {
      const shards = split(given, how);
      const names = shards.flatMap(({ vendors }) => vendors);
      expect(names.toSorted()).toEqual(given.map(({ vendor }) => vendor).toSorted());
      expect(shards.filter(({ vendors }) => vendors.length === 0)).toEqual([]);
      expect(shards.length).toBeLessThanOrEqual(shardsLimit);
      expect(split(shuffled(given, seed), how)).toEqual(shards);
    }),
    { seed: 7 },
  );
});

test("no shard has more to do than an even share and one contract", () => {
  fc.assert(
    fc.property(contracts, fc.integer({ min: 1, max: 8 }), (given, count) => {
      const fullest = Math.max(0, ...split(given, { kind: "shards", shards: count }).map(({ ms }) => ms));
      const total = given.reduce((sum, { ms }) => sum + ms, 0);
      expect(fullest).toBeLessThanOrEqual(total / count + Math.max(0, ...given.map(({ ms }) => ms)));
    }),
    { seed: 7 },
  );
});

test("a hundred thousand contracts fit into as many jobs as a matrix can have", () => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({ vendor: `v${i}`, ms: (i * 7919) % 5_000 }));
  const loads = split(many, { kind: "time", targetMs: 60_000 }).map(({ ms }) => ms);
  expect({ shards: loads.length, apart: Math.max(...loads) - Math.min(...loads) < 5_000 }).toEqual({
    shards: shardsLimit,
    apart: true,
  });
});

function shuffled<T>(values: readonly T[], seed: number): T[] {
  return values
    .map((value, i) => ({ value, at: Math.sin(seed + i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
