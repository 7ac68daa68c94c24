import { expect, test } from "vitest";
import type { Drift } from "../../src/drift/finding.ts";
import type { CodePlace } from "../../src/impact/place.ts";
import { advice } from "../../src/suggest/advice.ts";

const drift = (level: Drift["level"]): Drift => ({
  rule: "response-property-removed",
  level,
  verdict: "released",
  operation: { method: "get", path: "/orders/{id}" },
  pointer: "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/total",
  text: "total is gone",
  todo: "Stop reading it.",
  fingerprint: "f",
  root: "r",
  operations: 1,
  evidence: [],
});
const places = (count: number): CodePlace[] =>
  Array.from({ length: count }, (_, i) => ({ file: "src/shop.ts", line: i + 1, column: 3, certainty: "called" }));
const at = (count: number) => ({ places: places(count), generated: [] });
const told = (text: string) => [{ kind: "advice", applicability: "advice", text }];

test("the places come with what to do there", () => {
  expect(advice(drift("breaking"), at(2))).toEqual(told("Stop reading it. Start at src/shop.ts:1, src/shop.ts:2."));
});

test("many places are counted after the first five", () => {
  expect(advice(drift("warning"), at(7))).toEqual(
    told(
      "Stop reading it. Start at src/shop.ts:1, src/shop.ts:2, src/shop.ts:3, src/shop.ts:4, src/shop.ts:5, 2 more.",
    ),
  );
});

test("what a program wrote is written again, not edited", () => {
  const generated = [
    { file: "specs/shop/types.ts", by: "driftpin" },
    { file: "src/client.ts", by: "orval" },
  ];
  expect([
    ...advice(drift("breaking"), { places: places(1), generated }),
    ...advice(drift("breaking"), { places: [], generated: [{ file: "src/client.ts" }] }),
  ]).toEqual([
    ...told(
      "Stop reading it. Start at src/shop.ts:1. `driftpin pin` generates specs/shop/types.ts again. Generate src/client.ts again with orval.",
    ),
    ...told("Stop reading it. Generate src/client.ts again."),
  ]);
});

test.each<[string, Drift["level"], number]>([
  ["code that is not reached", "breaking", 0],
  ["what only informs", "info", 2],
])("nothing is suggested for %s", (_, level, count) => {
  expect(advice(drift(level), at(count))).toEqual([]);
});
