import { expect, test } from "vitest";
import { json } from "../../src/report/json.ts";
import { check, diff } from "./fixtures.ts";

test.each([
  ["check", check],
  ["diff", diff],
])("JSON of %s is the report itself", (_, report) => expect(JSON.parse(json(report))).toEqual(report));

test("a workflow command in a vendor's text is escaped, and still the same text", () => {
  const [change, ...changes] = diff.changes;
  const report = { ...diff, changes: change ? [{ ...change, text: "##[error]owned" }, ...changes] : [] };
  const printed = json(report);
  expect([printed.includes("##["), JSON.parse(printed)]).toEqual([false, report]);
});
