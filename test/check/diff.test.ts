import { expect, test } from "vitest";
import { diff } from "../../src/check/diff.ts";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";
import { startVendor } from "../support/vendor.ts";
import { shop } from "./team.ts";

const text = (description: unknown) => JSON.stringify(description, null, 2);
const files = { "old.json": text(shop()), "new.json": text(shop({ properties: { total: undefined } })) };

test("what changed is told once for each operation and place, with lines on both sides", async () => {
  const runtime = testRuntime({ cwd: await folderWith(files) });
  const report = await diff("old.json", "new.json", { runtime });
  expect({
    ...report,
    changes: report.changes.map(({ rule, operation, location }) => ({ rule, operation, location })),
  }).toEqual({
    schemaVersion: 1,
    summary: { breaking: 1, warning: 0, info: 0, unknown: 0 },
    changes: ["/orders", "/orders/{id}"].map((path) => ({
      rule: "response-required-property-removed",
      operation: { method: "get", path },
      location: {
        pointer: expect.stringMatching(/\/properties\/total$/),
        base: { file: "old.json", line: expect.any(Number), column: expect.any(Number) },
        revision: { file: "new.json", line: expect.any(Number), column: expect.any(Number) },
      },
    })),
    unknown: [],
  });
});

test.each([
  ["a description and itself", "old.json", "old.json", {}, []],
  ["the other way round", "new.json", "old.json", {}, ["info", "info"]],
  [
    "with a level of the reader's own",
    "old.json",
    "new.json",
    { "response-required-property-removed": "info" },
    ["info", "info"],
  ],
  ["with the rule hidden", "old.json", "new.json", { "response-required-property-removed": "none" }, []],
] as const)("%s", async (_, base, revision, levels, expected) => {
  const runtime = testRuntime({ cwd: await folderWith(files) });
  const { changes } = await diff(base, revision, { runtime, levels });
  expect(changes.map(({ level }) => level)).toEqual(expected);
});

test("for people, lines are only looked up where somebody may have to act", async () => {
  const runtime = testRuntime({ cwd: await folderWith(files) });
  const hasLines = async (base: string, revision: string) =>
    (await diff(base, revision, { runtime, fold: true })).changes.map(
      ({ level, location }) => `${level}: ${location.base !== undefined}`,
    );
  expect([await hasLines("old.json", "new.json"), await hasLines("new.json", "old.json")]).toEqual([
    ["breaking: true"],
    ["info: false"],
  ]);
});

test("a URL on this machine may be compared, but it may not send us to a private address", async () => {
  const vendor = await startVendor({
    "/openapi.json": { body: shop() },
    "/moved.json": { status: 302, headers: { location: "http://169.254.169.254/latest" } },
  });
  const runtime = testRuntime({ cwd: await folderWith(files) });
  expect((await diff("old.json", `${vendor.url}/openapi.json`, { runtime })).changes).toEqual([]);
  await expect(diff("old.json", `${vendor.url}/moved.json`, { runtime })).rejects.toThrow("DP2006");
});

test("what cannot be read in a description is unknown, with its line", async () => {
  const broken = {
    ...shop(),
    paths: { "/orders": { get: { responses: { "200": { $ref: "#/components/responses/Gone" } } } } },
  };
  const runtime = testRuntime({ cwd: await folderWith({ ...files, "broken.json": text(broken) }) });
  const { summary, unknown } = await diff("old.json", "broken.json", { runtime });
  expect([summary.unknown, unknown.map(({ location }) => location.revision?.file)]).toEqual([1, ["broken.json"]]);
});

test.each([
  [undefined, "endpoint-deprecated-with-sunset"],
  [{ beta: 31, stable: 365 }, "api-sunset-date-too-small"],
])("a notice of 200 days is measured by what is asked for: %j", async (noticeDays, rule) => {
  const ending = (operation: object) => text({ openapi: "3.1.0", paths: { "/orders": { get: operation } } });
  const cwd = await folderWith({
    "old.json": ending({}),
    "new.json": ending({ deprecated: true, "x-sunset": "2026-07-21" }),
  });
  const { changes } = await diff("old.json", "new.json", { runtime: testRuntime({ cwd }), noticeDays });
  expect(changes.map((change) => change.rule)).toEqual([rule]);
});
