import { expect, test } from "vitest";
import { json } from "../../src/report/json.ts";
import type { CheckReport, DiffReport } from "../../src/report/report.ts";
import { check, diff } from "./fixtures.ts";

test.each([
  ["check", check],
  ["diff", diff],
])("JSON of %s is the report itself", (_, report) => expect(JSON.parse(textOf(report))).toEqual(report));

test("a workflow command in a vendor's text is escaped, and still the same text", () => {
  const [change, ...changes] = diff.changes;
  const report = { ...diff, changes: change ? [{ ...change, text: "##[error]owned" }, ...changes] : [] };
  const printed = textOf(report);
  expect([printed.includes("##["), JSON.parse(printed)]).toEqual([false, report]);
});

test("each change of a diff takes a line", () => {
  const lines = textOf(diff).split("\n");
  const told = lines.flatMap((line) => (line.startsWith('    {"rule"') ? [JSON.parse(line.replace(/,$/, ""))] : []));
  expect(told).toEqual(diff.changes);
});

test("a diff without changes is whole", () => {
  const report = { ...diff, changes: [] };
  expect(JSON.parse(textOf(report))).toEqual(report);
});

function textOf(report: CheckReport | DiffReport): string {
  return [...json(report)].join("");
}
