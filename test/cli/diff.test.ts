import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { reportSchema } from "../../src/report/schema.ts";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const releases = () =>
  folderWith({
    "old.yaml": fixture("shop-1.yaml"),
    "new.yaml": fixture("shop-2.yaml"),
    "wider.yaml": fixture("shop-1.yaml").replace("openapi: 3.1.0", "openapi: 3.1.1"),
  });

test("a removed property is told on standard output, and drift ends with 1", async () => {
  const { code, stdout, stderr } = await driftpin(["diff", "old.yaml", "new.yaml"], { cwd: await releases() });
  expect({ code, stderr, said: stdout.split("\n").slice(0, 3), where: stdout.includes("where    old.yaml:") }).toEqual({
    code: 1,
    stderr: "",
    said: ["Breaking changes: 1 breaking, 0 warning, 0 info, 0 unknown", "", "  breaking  GET /orders"],
    where: true,
  });
});

describe("the exit code follows the threshold", () => {
  test.each([
    ["nothing changed", ["old.yaml", "old.yaml"], 0],
    ["only the spelling changed", ["old.yaml", "wider.yaml"], 0],
    ["breaking drift", ["old.yaml", "new.yaml"], 1],
    ["breaking drift that may pass", ["old.yaml", "new.yaml", "--fail-on", "none"], 0],
    ["drift below the threshold", ["new.yaml", "old.yaml"], 0],
    ["drift at the threshold", ["new.yaml", "old.yaml", "--fail-on", "info"], 1],
  ])("%s", async (_, args, code) => {
    expect((await driftpin(["diff", ...args], { cwd: await releases() })).code).toBe(code);
  });
});

test("the library resolves to exactly what the command prints as JSON", async () => {
  const cwd = await releases();
  const { stdout } = await driftpin(["diff", "old.yaml", "new.yaml", "--format", "json"], { cwd });
  const { diff } = await import("../../src/index.ts");
  const { nodeRuntime } = await import("../../src/runtime/node.ts");
  const report = JSON.parse(stdout);
  expect(await diff("old.yaml", "new.yaml", { runtime: nodeRuntime({ cwd }) })).toEqual(report);
  expect(reportSchema.parse(report)).toEqual(report);
});

test("one run writes several formats, by the ending of a file or by name", async () => {
  const cwd = await releases();
  const outputs = ["-o", "out/report.md", "-o", "report.json", "--output", "markdown=summary"];
  const ended = await driftpin(["diff", "old.yaml", "new.yaml", "--format", "json", ...outputs], { cwd });
  const { "report.json": json = "", "out/report.md": page = "", summary } = await filesOf(cwd);
  expect({ json, summary, page: page.split("\n")[0] }).toEqual({
    json: ended.stdout,
    summary: page,
    page: expect.stringMatching(/^\*\*Breaking changes\*\*: 1 breaking, /),
  });
});

test("a person reads the same, whether or not a program reads along", async () => {
  const cwd = await releases();
  const alone = await driftpin(["diff", "old.yaml", "new.yaml"], { cwd });
  expect(await driftpin(["diff", "old.yaml", "new.yaml", "-o", "report.json"], { cwd })).toEqual(alone);
});

test("a file that cannot be written is the user's to mend", async () => {
  const cwd = await releases();
  expect(await driftpin(["diff", "old.yaml", "new.yaml", "-o", "old.yaml/report.json"], { cwd })).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^old\.yaml\/report\.json DP6002 the report cannot be written: .*\n$/),
  });
});

test("levels come from a severity file", async () => {
  const cwd = await folderWith({
    "old.yaml": fixture("shop-1.yaml"),
    "new.yaml": fixture("shop-2.yaml"),
    "levels.txt": "response-required-property-removed info\n",
    "wrong.txt": "response-required-property-removed low\n",
  });
  const lowered = await driftpin(["diff", "old.yaml", "new.yaml", "--severity-levels", "levels.txt"], { cwd });
  const wrong = await driftpin(["diff", "old.yaml", "new.yaml", "--severity-levels", "wrong.txt"], { cwd });
  expect([lowered.code, lowered.stdout.split("\n")[0], wrong]).toEqual([
    0,
    "Changes: 0 breaking, 0 warning, 1 info, 0 unknown",
    { code: 2, stdout: "", stderr: expect.stringMatching(/^wrong\.txt:1:36 DP1204 unknown level "low": /) },
  ]);
});

test("a second opinion is told, and changes no count and no exit code", async () => {
  const cwd = await releases();
  const alone = await driftpin(["diff", "old.yaml", "new.yaml"], { cwd });
  const { stdout, code } = await driftpin(["diff", "old.yaml", "new.yaml", "--second-opinion"], { cwd });
  expect({ code, stdout }).toEqual({
    code: alone.code,
    stdout: expect.stringMatching(
      /\n\n {2}second opinion {2}none of openapi-diff: it reads OpenAPI 2\.0 and 3\.0, not 3\.1\.0\n$/,
    ),
  });
  expect(stdout.startsWith(alone.stdout)).toBe(true);
});

describe("colours come where they are asked for", () => {
  test.each([
    ["not into a pipe", [], {}, false],
    ["by FORCE_COLOR", [], { FORCE_COLOR: "1" }, true],
    ["not by FORCE_COLOR=0", [], { FORCE_COLOR: "0" }, false],
    ["by the option, over NO_COLOR", ["--color"], { NO_COLOR: "1" }, true],
    ["not against the option", ["--no-color"], { FORCE_COLOR: "1" }, false],
  ])("%s", async (_, args, env, coloured) => {
    const { stdout } = await driftpin([...args, "diff", "old.yaml", "new.yaml"], { cwd: await releases(), env });
    expect(stripVTControlCharacters(stdout) !== stdout).toBe(coloured);
  });
});
