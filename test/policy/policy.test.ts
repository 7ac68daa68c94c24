import { describe, expect, test } from "vitest";
import type { Policy } from "../../src/config/schema.ts";
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
const policy = (given: Partial<Policy>) => ({ levels: {}, overrides: [], ...given });
const nothingKnown = { accepted: [], documents: [] };
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
  expect(brief(decide(drifts, policy({ levels }), nothingKnown))).toEqual([
    ["raised", "breaking", undefined],
    ["lowered", "warning", undefined],
    ["quiet", "info", undefined],
  ]);
});

test("an accepted finding is kept and marked with its reason", () => {
  const accepted = [{ fingerprint: "print-of-known", reason: "we never read it" }];
  const drifts = [drift("known", "breaking"), drift("new", "breaking")];
  expect(brief(decide(drifts, policy({}), { ...nothingKnown, accepted }))).toEqual([
    ["known", "breaking", "we never read it"],
    ["new", "breaking", undefined],
  ]);
});

test("a rule named like a member of every object keeps its own level", () => {
  expect(brief(decide([drift("constructor", "info")], policy({}), nothingKnown))).toEqual([
    ["constructor", "info", undefined],
  ]);
});

describe("a level of some operations holds over those of all", () => {
  const documents = [
    { paths: { "/orders": { get: { tags: ["beta"] } } } },
    { paths: { "/orders": { get: {} }, "/internal/a": { get: {} } } },
  ];
  const named = (operations: string[], level: "info" | "warning") => ({ operations, levels: { changed: level } });
  test.each<[string, Policy["overrides"], string]>([
    ["by its name", [named(["GET /orders"], "info")], "info"],
    ["by its path alone", [named(["/orders"], "info")], "info"],
    ["by a glob", [named(["* /or*"], "info")], "info"],
    ["by a tag that one of the documents has", [named(["tag:beta"], "info")], "info"],
    ["by any of several", [named(["/nowhere", "/orders"], "info")], "info"],
    ["not of another method", [named(["POST /orders"], "info")], "breaking"],
    ["not of another path", [named(["/internal/**"], "info")], "breaking"],
    ["the last one where several name it", [named(["/**"], "info"), named(["/orders"], "warning")], "warning"],
    [
      "the earlier one where the last names another rule",
      [named(["/**"], "info"), { operations: ["/**"], levels: {} }],
      "info",
    ],
  ])("%s", (_, overrides, level) => {
    const levels = { changed: "breaking" } as const;
    const decided = decide([drift("changed", "info")], policy({ levels, overrides }), { accepted: [], documents });
    expect(decided.map((each) => each.level)).toEqual([level]);
  });
});

test("what belongs to no operation has the levels of all", () => {
  const { operation: _, ...changed } = drift("changed", "breaking");
  const overrides = [{ operations: ["/**"], levels: { changed: "none" as const } }];
  expect(brief(decide([changed], policy({ overrides }), nothingKnown))).toEqual([["changed", "breaking", undefined]]);
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
