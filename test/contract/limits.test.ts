import { expect, test } from "vitest";
import { depthLimit, excess, expandedExcess, nodesLimit } from "../../src/contract/limits.ts";
import type { Json } from "../../src/json.ts";

const nested = (levels: number) => Array.from({ length: levels }).reduce<Json>((inner) => ({ inner }), 1);
const wide = (values: number): Json => new Array<Json>(values).fill(1);
const doubled = (times: number) => Array.from({ length: times }).reduce<Json>((part) => [part, part], 1);

test.each([
  ["as deep as may be", nested(depthLimit), undefined],
  ["deeper", nested(depthLimit + 1), "more than 500 levels of nesting"],
  ["as large as may be", wide(nodesLimit), undefined],
  ["larger", wide(nodesLimit + 1), "more than 5000000 values"],
  ["a mere number", 1, undefined],
])("a tree that is %s", (_, tree, what) => {
  expect(excess(tree)).toBe(what);
});

test.each([
  ["as deep as may be", nested(depthLimit), undefined],
  ["deeper", nested(depthLimit + 1), "more than 500 levels of nesting"],
  ["shared, but small when written out", doubled(10), undefined],
  ["shared, and large when written out", doubled(40), "more than 5000000 values, its aliases written out"],
])("a graph that is %s", (_, graph, what) => {
  expect(expandedExcess(graph)).toBe(what);
});
