import { expect, test } from "vitest";
import { annotations } from "../../src/action/annotations.ts";
import type { Level } from "../../src/config/level.ts";
import type { Finding } from "../../src/report/report.ts";

const folders = { configuration: "/home/runner/shop/api", workspace: "/home/runner/shop" };

function finding(level: Level, number: number, file = "specs/shop/contract.json"): Finding {
  return {
    rule: "response-property-removed",
    level,
    verdict: "released",
    operation: { method: "get", path: `/orders/${number}` },
    location: { pointer: `/paths/${number}`, base: { file, line: number + 1 } },
    text: "total is gone",
    todo: "Do without.",
    fingerprint: `${level}${number}`,
    root: `${level}${number}`,
    operations: 1,
    evidence: [],
    proof: "rule",
    impact: [],
    suggestions: [],
  };
}

const many = (level: Level, count: number) => Array.from({ length: count }, (_, i) => finding(level, i));
const told = (findings: readonly Finding[]) =>
  annotations({ contracts: [{ vendor: "shop", findings, unknown: [] }] }, folders);

test("at most ten of a kind are shown, the severest first, and the last notice counts what is left out", () => {
  const lines = told([...many("info", 12), ...many("warning", 2), ...many("breaking", 13)]);
  const kinds = lines.map((line) => /^::(\w+)/.exec(line)?.[1]);
  expect([...kinds.slice(0, 10), "…", ...kinds.slice(10, 12), "…", ...kinds.slice(12)]).toEqual([
    ...Array(10).fill("error"),
    "…",
    ...Array(2).fill("warning"),
    "…",
    ...Array(10).fill("notice"),
  ]);
  expect(lines.at(-1)).toBe(
    "::notice title=driftpin::And 3 more errors, 3 more notices: the summary of this job lists all of them.",
  );
});

test.each([
  ["specs/shop/contract.json", ",file=api/specs/shop/contract.json,line=1"],
  ["../../elsewhere/contract.json", ""],
  ["https://shop.example/openapi.json", ""],
])("a finding in %s is shown at a place of the workspace, or at none", (file, place) => {
  expect(told([finding("info", 0, file)])).toEqual([
    `::notice title=shop%3A response-property-removed (released)${place}::GET /orders/0: total is gone. Do without.`,
  ]);
});
