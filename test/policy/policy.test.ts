import { expect, test } from "vitest";
import type { Drift } from "../../src/drift/finding.ts";
import { decide } from "../../src/policy/index.ts";
import { type Outcome, outcome, type Threshold } from "../../src/policy/outcome.ts";

const drift = (rule: string, level: Drift["level"]): Drift => ({
  rule,
  level,
  verdict: "released",
  operation: { method: "get", path: "/orders" },
  pointer: "/paths/~1orders/get",
  text: "",
  todo: "",
  fingerprint: `print-of-${rule}`,
  root: rule,
  operations: 1,
  evidence: [],
});
const brief = (drifts: ReturnType<typeof decide>) =>
  drifts.map(({ rule, level, accepted }) => [rule, level, accepted?.reason]);

test("a configured level has the last word, none hides the rule, and the severest comes first", () => {
  const drifts = [
    drift("quiet", "info"),
    drift("lowered", "breaking"),
    drift("hidden", "breaking"),
    drift("raised", "info"),
  ];
  const levels = { lowered: "warning", hidden: "none", raised: "breaking" } as const;
  expect(brief(decide(drifts, { levels }, []))).toEqual([
    ["raised", "breaking", undefined],
    ["lowered", "warning", undefined],
    ["quiet", "info", undefined],
  ]);
});

test("an accepted finding is kept and marked with its reason", () => {
  const accepted = [{ fingerprint: "print-of-known", reason: "we never read it" }];
  expect(brief(decide([drift("known", "breaking"), drift("new", "breaking")], { levels: {} }, accepted))).toEqual([
    ["known", "breaking", "we never read it"],
    ["new", "breaking", undefined],
  ]);
});

test("a rule named like a member of every object keeps its own level", () => {
  expect(brief(decide([drift("constructor", "info")], { levels: {} }, []))).toEqual([
    ["constructor", "info", undefined],
  ]);
});

const clean = { breaking: 0, warning: 0, info: 0, unknown: 0 };
test.each<[string, Partial<typeof clean>, Threshold, Outcome]>([
  ["nothing found", {}, { failOn: "info", allowUnknown: false }, "fine"],
  ["a breaking change", { breaking: 1 }, { failOn: "breaking", allowUnknown: false }, "drift"],
  ["a warning below the threshold", { warning: 1 }, { failOn: "breaking", allowUnknown: false }, "fine"],
  ["a warning at the threshold", { warning: 1 }, { failOn: "warning", allowUnknown: false }, "drift"],
  ["a breaking change over a lower threshold", { breaking: 1 }, { failOn: "info", allowUnknown: false }, "drift"],
  ["a breaking change where none fails", { breaking: 1 }, { failOn: "none", allowUnknown: false }, "fine"],
  ["an unknown", { unknown: 1 }, { failOn: "none", allowUnknown: false }, "unknown"],
  ["an unknown that is allowed", { unknown: 1 }, { failOn: "breaking", allowUnknown: true }, "fine"],
  ["drift beside an unknown", { breaking: 1, unknown: 1 }, { failOn: "breaking", allowUnknown: false }, "drift"],
])("%s", (_, counts, threshold, expected) => {
  expect(outcome({ ...clean, ...counts }, threshold)).toBe(expected);
});
