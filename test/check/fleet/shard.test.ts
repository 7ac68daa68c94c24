import { beforeEach, describe, expect, test } from "vitest";
import { planFleet } from "../../../src/check/fleet/plan.ts";
import { checkShard } from "../../../src/check/fleet/shard.ts";
import { loadConfig } from "../../../src/config/index.ts";
import { filesOf, folderWith, put } from "../../support/folder.ts";
import { testRuntime } from "../../support/runtime.ts";
import { pinnedTeam } from "../team.ts";
import { type Fleet, fleet, vendors } from "./fleet.ts";

let team: Fleet;
beforeEach(async () => {
  team = await fleet();
});

const names = async (number: number, of: number, plan?: string) =>
  (await checkShard(team.config, { shard: { number, of }, plan, runtime: team.runtime })).contracts.map(
    ({ report }) => report.vendor,
  );

const slowMail = JSON.stringify({
  schemaVersion: 1,
  vendors: Object.fromEntries(vendors.map((name) => [name, name === "mail" ? 90_000 : 900])),
});

test("shards have all contracts between them, each once, and a shard too many has none", async () => {
  const shards = [await names(1, 3), await names(2, 3), await names(3, 3)];
  expect([shards.flat().toSorted(), shards.every(({ length }) => length > 0), await names(9, 9)]).toEqual([
    vendors.toSorted(),
    true,
    [],
  ]);
});

test("without a plan, shards do not go by durations, which machines may know differently", async () => {
  const before = await names(1, 3);
  await put(team.folder, { ".driftpin/durations.json": slowMail });
  expect(await names(1, 3)).toEqual(before);
});

test("with a plan, shards are as it says by name", async () => {
  await put(team.folder, { ".driftpin/durations.json": slowMail });
  const plan = await planFleet(team.config, { kind: "shards", shards: 2 }, team.runtime);
  await put(team.folder, { "plan.json": JSON.stringify(plan) });
  expect([await names(1, 2, "plan.json"), await names(2, 2, "plan.json"), await names(3, 3, "plan.json")]).toEqual([
    ["mail"],
    ["books", "cars", "maps-2", "shop"],
    [],
  ]);
});

test("a result says what was checked, when, and by whom", async () => {
  const result = await checkShard(team.config, { shard: { number: 1, of: 1 }, runtime: team.runtime });
  expect({ ...result, contracts: result.contracts.length }).toEqual({
    schemaVersion: 1,
    driftpin: expect.stringMatching(/^\d/),
    configuration: expect.stringMatching(/^[0-9a-f]{16}$/),
    shard: "1/1",
    checkedAt: "2026-01-02T03:04:05.000Z",
    contracts: 5,
  });
});

test("a shard writes nothing into the team's folder, the ledger neither", async () => {
  const before = await filesOf(team.folder);
  const config = { ...team.config, ledger: `${team.folder}/ledger.jsonl` };
  await checkShard(config, { shard: { number: 1, of: 1 }, runtime: team.runtime });
  expect(await filesOf(team.folder)).toEqual(before);
});

test("a shard looks twice, for what it finds may be published", async () => {
  const { vendor, config, runtime } = await pinnedTeam();
  vendor.route("/orders/o1", { body: { id: "o1", state: "open" } });
  const { contracts } = await checkShard(config, { shard: { number: 1, of: 1 }, runtime });
  expect([contracts[0]?.report.findings.map(({ rule }) => rule), runtime.slept]).toEqual([
    ["response-property-missing"],
    [30_000],
  ]);
});

describe("a plan that does not fit is refused", () => {
  test.each<[string, string | undefined, string]>([
    ["missing", undefined, "plan.json DP6306 the plan cannot be read: "],
    ["no JSON", "{", "plan.json DP6306 it is no plan: the JSON is cut off"],
    ["something else", "{}", "plan.json DP6306 it is no plan: schemaVersion: "],
    [
      "for another configuration",
      '{"schemaVersion":1,"driftpin":"1.0.0","configuration":"0","shards":[]}',
      "plan.json DP6306 the plan was made for another configuration: plan again",
    ],
  ])("%s", async (_, text, message) => {
    if (text !== undefined) await put(team.folder, { "plan.json": text });
    await expect(names(1, 2, "plan.json")).rejects.toThrow(message);
  });

  test("with more shards than there are machines", async () => {
    const plan = await planFleet(team.config, { kind: "shards", shards: 3 }, team.runtime);
    await put(team.folder, { "plan.json": JSON.stringify(plan) });
    await expect(names(1, 2, "plan.json")).rejects.toThrow("DP6306 the plan has 3 shards, not 2: use --shard …/3");
  });
});

describe("a plan", () => {
  test.each<[string, string | undefined, string[]]>([
    ["goes by how long contracts took last", slowMail, ["mail", "books,cars,maps-2,shop"]],
    ["goes by sizes where that is lost", undefined, ["books,mail,shop", "cars,maps-2"]],
    ["goes by sizes where that is broken", "{", ["books,mail,shop", "cars,maps-2"]],
  ])("%s", async (_, durations, expected) => {
    if (durations !== undefined) await put(team.folder, { ".driftpin/durations.json": durations });
    const { shards } = await planFleet(team.config, { kind: "shards", shards: 2 }, team.runtime);
    expect(shards.map(({ vendors }) => vendors.join(","))).toEqual(expected);
  });

  test("of no vendors is empty", async () => {
    const cwd = await folderWith({ "driftpin.yaml": "version: 1\nvendors: {}\n" });
    const runtime = testRuntime({ cwd });
    const { shards } = await planFleet(await loadConfig(runtime), { kind: "time", targetMs: 1000 }, runtime);
    expect(shards).toEqual([]);
  });

  test("is refused where a vendor is not pinned, before any machine is asked for", async () => {
    await put(team.folder, { "driftpin.yaml": "version: 1\nvendors: { new: { source: new.json } }\n" });
    const config = await loadConfig(team.runtime);
    await expect(planFleet(config, { kind: "time", targetMs: 1000 }, team.runtime)).rejects.toThrow(
      "DP3201 new is not pinned yet",
    );
  });
});
