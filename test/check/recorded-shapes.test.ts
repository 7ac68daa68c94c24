import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Agent, request } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { sampleVendors } from "../../src/check/sample.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { driftpin, type RecordOptions } from "../../src/undici/index.ts";
import { filesOf, put } from "../support/folder.ts";
import { shop, type Team, team } from "./team.ts";

const recordings = ".driftpin/recordings/shop";

/** What each test's vendor has beside its orders: nothing probes it. */
const stock = (left: Json = { type: "integer" }): JsonObject => ({
  "/stock/{id}": {
    get: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: {
        "200": {
          description: "",
          content: {
            "application/json": { schema: { type: "object", required: ["left"], properties: { left, note: {} } } },
          },
        },
      },
    },
  },
});

/** A team that pinned the shop with what its tests recorded: they ask for 40 things in stock. */
async function recordingTeam(
  body: Json = { left: 3, note: "x" },
  keep: RecordOptions["keep"] = "shapes",
): Promise<Team> {
  const one = await team({ vendor: `recordings: ["${recordings}/*"]` });
  one.publish(shop({ paths: stock() }));
  await runTests(one, body, { keep });
  await one.pin();
  return one;
}

/** Runs the team's tests, each asking for another thing unless told otherwise. */
async function runTests(
  { vendor, folder }: Team,
  body: Json,
  { keep = "shapes", asks = 40, things = asks }: Pick<RecordOptions, "keep"> & { asks?: number; things?: number } = {},
): Promise<void> {
  const interceptor = driftpin({ vendor: "shop", folder, keep });
  const agent = new Agent().compose(interceptor);
  onTestFinished(() => agent.destroy());
  for (let i = 0; i < asks; i++) {
    const path = `/stock/${i % things}`;
    vendor.route(path, { body });
    const answer = await request(vendor.url + path, { dispatcher: agent });
    await answer.body.dump();
  }
  await interceptor.flush();
}

function brief({ contracts }: CheckReport): string[] {
  return contracts.flatMap(({ findings, unknown }) => [
    ...findings.map(({ rule, verdict, instancePath = "" }) => `${verdict}: ${rule} ${instancePath}`),
    ...unknown.map(({ cause, text }) => `unknown: ${cause}, ${text}`),
  ]);
}

test.each<[what: string, then: Json, now: Json, expected: string[]]>([
  ["nothing where nothing changed", { left: 3, note: "x" }, { left: 4, note: "y" }, []],
  ["nothing new of what was recorded before the pin", { left: "3" }, { left: "4" }, []],
  ["a type that is not allowed", { left: 3 }, { left: "3" }, ["silent: response-property-type-mismatch /left"]],
  ["null that is not allowed", { left: 3 }, { left: null }, ["silent: response-property-null-undocumented /left"]],
  ["a property that is not known", { left: 3 }, { left: 3, more: 1 }, ["silent: response-property-undocumented /more"]],
  [
    "a type that was another, where the contract says none",
    { left: 3, note: "x" },
    { left: 3, note: 1 },
    ["silent: response-property-type-changed /note"],
  ],
  [
    "a property that was always there",
    { left: 3, note: "x" },
    { left: 3 },
    ["silent: response-property-vanished /note"],
  ],
  ["nothing of what errors may have said", { left: 3 }, { error: "no", left: null }, []],
])("recorded shapes tell %s", async (_, then, now, expected) => {
  const team = await recordingTeam(then);
  await runTests(team, now);
  expect(brief(await team.check())).toEqual(expected);
});

test("what only recorded shapes show says so", async () => {
  const team = await recordingTeam();
  await runTests(team, { left: "3", note: "x" });
  const { contracts } = await team.check();
  expect(contracts.flatMap(({ findings }) => findings.map(({ text, evidence }) => [text, evidence]))).toEqual([
    ["/left must be integer", ["in recorded shapes"]],
  ]);
});

test("one thing that is asked for often is one thing, so that nothing has vanished", async () => {
  const team = await recordingTeam();
  await runTests(team, { left: 3 }, { asks: 40, things: 2 });
  expect(brief(await team.check())).toEqual([]);
});

test("what was recorded before the pin is no drift after it", async () => {
  const team = await recordingTeam();
  await runTests(team, { left: "3" });
  await team.pin();
  expect(brief(await team.check())).toEqual([]);
});

test("what was recorded under another pin says nothing, even where this one does not know it", async () => {
  const team = await recordingTeam();
  await runTests(team, { left: "3" });
  const { config, folder, runtime } = team;
  const before = await filesOf(join(folder, recordings));
  const parts = Object.fromEntries(
    Object.entries(before).map(([name, text]) => [name, text.replace(/"[\da-f]{16}"/, '"0123456789abcdef"')]),
  );
  await put(join(folder, recordings), parts);
  const { vendors } = await sampleVendors(config, { runtime });
  expect([brief(await team.check()), vendors[0]?.recorded]).toEqual([
    [],
    { exchanges: 80, dropped: 0, past: 80, unmatched: { total: 0, first: [] }, deviations: [] },
  ]);
});

test("where exchanges were dropped, nothing is said to have vanished, and what is told is a lower bound", async () => {
  const team = await recordingTeam();
  await runTests(team, { left: "3" });
  for (const [name, text] of Object.entries(await filesOf(join(team.folder, recordings))))
    await put(join(team.folder, recordings), { [name]: text.replace('"dropped": 0', '"dropped": 7') });
  const { contracts } = await team.check();
  expect(contracts.flatMap(({ findings }) => findings.map(({ rule, evidence }) => [rule, evidence]))).toEqual([
    [
      "response-property-type-mismatch",
      ["in recorded shapes", "not all exchanges were recorded, so more of them may show it"],
    ],
  ]);
});

test("a change on paper that recorded shapes show is released, and what fits the pin shows nothing of today", async () => {
  const team = await recordingTeam();
  team.publish(shop({ paths: stock({ type: "string" }) }));
  await runTests(team, { left: 3, note: "x" });
  const before = brief(await team.check());
  await runTests(team, { left: "3", note: "x" });
  expect([before, brief(await team.check())]).toEqual([
    ["published: response-property-type-changed /left"],
    ["released: response-property-type-changed /left"],
  ]);
});

test("pinning with recorded shapes twice writes nothing the second time, and no value ever", async () => {
  const team = await recordingTeam({ left: 3, note: "canary" });
  const before = await filesOf(join(team.folder, "specs"));
  const [again] = await team.pin();
  const baseline = JSON.parse(await readFile(join(team.folder, "specs/shop/baseline.json"), "utf8"));
  const after = await filesOf(join(team.folder, "specs"));
  expect([again?.outcome, after, baseline.recorded, JSON.stringify(after).includes("canary")]).toEqual([
    "unchanged",
    before,
    { "GET /stock/{id} 200": { addresses: 40, isPart: false, shape: expect.objectContaining({ count: 40 }) } },
    false,
  ]);
});

test("a part that is broken is unknown, and never clean", async () => {
  const team = await recordingTeam();
  await put(team.folder, { [`${recordings}/1.json`]: '{ "schemaVersion": 1, "answers": 7 }' });
  expect(brief(await team.check())).toEqual([`unknown: consumer, ${recordings}/1.json: it is no recording of shapes`]);
});

test.each<[what: string, now: Json, expected: string[]]>([
  ["nothing where nothing changed", { left: 3, note: "y" }, []],
  ["a type that is not allowed", { left: "3" }, ["silent: response-property-type-mismatch /left"]],
  ["what is missing", { note: "x" }, ["silent: response-property-missing /left"]],
])("exchanges that the team's tests kept tell %s", async (_, now, expected) => {
  const team = await recordingTeam({ left: 3 }, "exchanges");
  await runTests(team, now, { keep: "exchanges" });
  expect(brief(await team.check())).toEqual(expected);
});
