import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fieldRules } from "../../src/policy/field-rules.ts";
import { ruleIds } from "../../src/policy/rules.ts";
import { readSeverityLevels } from "../../src/policy/severity-file.ts";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

async function read(text: string) {
  const cwd = await folderWith({ "levels.txt": text });
  return readSeverityLevels(join(cwd, "levels.txt"), testRuntime({ cwd }));
}

test("a file as teams have it is read: blank lines, comments, tabs, and rules that only the field has", async () => {
  const text = [
    "# what we weigh otherwise",
    "",
    "endpoint-added   warn",
    "\tapi-tag-removed\t\tERR # clients are grouped by tag",
    "response-property-missing info",
    "request-body-all-of-added err",
    "webhook-added none\r",
  ];
  expect(await read(text.join("\n"))).toEqual({
    "endpoint-added": "warning",
    "api-tag-removed": "breaking",
    "response-property-missing": "info",
    "webhook-added": "none",
  });
});

describe("what is wrong is told with its line and column", () => {
  test.each([
    ["a misspelt rule", "endpoint-aded err", '1:1 DP1203 unknown rule "endpoint-aded": did you mean "endpoint-added"?'],
    [
      "a rule from elsewhere",
      "\n  no-such err",
      '2:3 DP1203 unknown rule "no-such": driftpin explain --list has them all',
    ],
    [
      "an unknown level",
      "endpoint-added error",
      '1:16 DP1204 unknown level "error": it must be err, warn, info or none',
    ],
    [
      "a missing level",
      "endpoint-added",
      '1:1 DP1202 "endpoint-added" has no level: write err, warn, info or none after it',
    ],
    ["a word too many", "endpoint-added err now", '1:20 DP1202 unexpected "now": a comment begins with #'],
    [
      "two levels for a rule",
      "endpoint-added err\nendpoint-added info",
      '2:16 DP1205 "endpoint-added" has two levels: line 1 says err: keep one',
    ],
  ])("%s", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(`levels.txt:${message}`);
  });
});

test("every line that is wrong is told at once, from the top", async () => {
  const error = await read("endpoint-added fatal\nwebhook-added err\nendpoint-gone err").catch((thrown) => thrown);
  expect(error.message.split("\n").map((line: string) => line.split(" ", 2).join(" "))).toEqual([
    "levels.txt:1:16 DP1204",
    "levels.txt:3:1 DP1203",
  ]);
});

test("a file that is not there is the reader's to mend", async () => {
  const runtime = testRuntime({ cwd: await folderWith({}) });
  await expect(readSeverityLevels(join(runtime.cwd, "gone.txt"), runtime)).rejects.toThrow(
    "gone.txt DP1201 the severity levels cannot be read: there is no such file",
  );
});

test("every id of the field is a rule here, or known to be none", () => {
  const rows = readFileSync(new URL("../diff/field-ids.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  const rules = ruleIds();
  const ids = rows.map((row) => row.split("\t")[0] ?? "");
  expect(ids.filter((id) => !rules.has(id))).toEqual([...fieldRules]);
});
