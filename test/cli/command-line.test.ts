import { describe, expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";

test("without a command, help goes to standard error and the exit code is that of wrong usage", async () => {
  const { stdout: help } = await driftpin(["--help"]);
  expect(await driftpin([])).toEqual({ code: 2, stdout: "", stderr: help });
});

describe("help of each command shows how it is used", () => {
  test.each(["accept", "check", "demo", "diff", "pin", "sample"])("%s", async (command) => {
    const { code, stdout, stderr } = await driftpin([command, "--help"]);
    expect({ code, stderr, examples: stdout.includes(`Examples:\n  $ driftpin ${command}`) }).toEqual({
      code: 0,
      stderr: "",
      examples: true,
    });
  });
});

describe("a slip on the command line is one line, and names what was meant", () => {
  test.each([
    [["chek"], "DP6001 unknown command 'chek': did you mean check?"],
    [["diff", "a", "b", "--formt", "json"], "DP6001 unknown option '--formt': did you mean --format?"],
    [["diff", "a"], "DP6001 missing required argument 'revision': see driftpin diff --help"],
    [
      ["diff", "a", "b", "--fail-on", "all"],
      "DP6001 option '--fail-on <level>' argument 'all' is invalid. Allowed choices are breaking, warning, info, none: see driftpin diff --help",
    ],
    [
      ["diff", "a", "b", "--notice-days", "soon"],
      "DP6001 option '--notice-days <days>' argument 'soon' is invalid. It is a number of days, or beta=31,stable=180: see driftpin diff --help",
    ],
    [
      ["diff", "a", "b", "-o", "report.doc"],
      "DP6001 option '-o, --output <file>' argument 'report.doc' is invalid. Its ending names no format: write json=report.doc, for example: see driftpin diff --help",
    ],
  ])("%j", async (args, line) => {
    expect(await driftpin(args)).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
  });
});
