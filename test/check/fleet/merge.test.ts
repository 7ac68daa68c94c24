import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { merge } from "../../../src/check/fleet/merge.ts";
import type { ShardResult } from "../../../src/check/fleet/result.ts";
import { conclude } from "../../../src/check/index.ts";
import type { CheckedContract } from "../../../src/check/look/contract.ts";
import { publish } from "../../../src/publish/index.ts";
import { render } from "../../../src/report/index.ts";
import type { CheckReport } from "../../../src/report/report.ts";
import { filesOf, put } from "../../support/folder.ts";
import { type Fleet, fleet, resultOf, vendors, written } from "./fleet.ts";

let team: Fleet;
beforeEach(async () => {
  team = await fleet();
});

/** Everything that people get to see of a report, as text: the report, and the issues. */
async function seen(report: CheckReport, { config, runtime }: Fleet): Promise<string[]> {
  const how = { columns: 100, colour: false };
  const printed = await Promise.all(
    (["json", "markdown", "terminal"] as const).map(async (format) =>
      [...(await render(report, format, how))].join(""),
    ),
  );
  const { outcomes } = await publish(report, { publish: config.publish, dryRun: true }, runtime);
  return [...printed, JSON.stringify(outcomes, null, 2)];
}

const merged = async (results: readonly (ShardResult | string)[], order?: readonly number[]) => {
  const paths = await written(results, team);
  return merge(team.config, { results: order ? order.map((i) => paths[i] ?? "") : paths, runtime: team.runtime });
};

/** Which shards hold a contract: bits of a number. */
const holders = (most: number) =>
  fc.array(
    fc.integer({ min: 0, max: 7 }).map((bits) => (bits <= most ? bits : 7)),
    { minLength: 5, maxLength: 5 },
  );
const shardsOf = (bits: readonly number[], checked: readonly CheckedContract[]) =>
  [0, 1, 2].map((shard) => checked.filter((_, i) => ((bits[i] ?? 0) >> shard) & 1));
const order = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 4 }).map((more) => [...more, 2, 0, 1, ...more]);

test("however contracts are spread over results, in whatever order and however often these are given, all bytes are those of one check", async () => {
  const proposals = team.checked.flatMap(({ proposal }) => proposal ?? []);
  expect(proposals.map(({ vendor }) => vendor)).toEqual(["shop", "cars"]);
  const whole = await seen(await conclude(team.checked, team.config, team.runtime), team);
  await fc.assert(
    fc.asyncProperty(
      holders(7).map((bits) => bits.map((each) => each || 1)),
      order,
      async (bits, given) => {
        const results = shardsOf(bits, team.checked).map((contracts) => resultOf(contracts, team));
        const { report, notes } = await merged(results, given);
        expect({ seen: await seen(report, team), notes }).toEqual({ seen: whole, notes: [] });
      },
    ),
    { seed: 7, numRuns: 20 },
  );
});

test("exactly the contracts that no result holds are unknown, and all others are told as they are", async () => {
  await fc.assert(
    fc.asyncProperty(holders(7), order, async (bits, given) => {
      const results = shardsOf(bits, team.checked).map((contracts) => resultOf(contracts, team));
      const { report } = await merged(results, given);
      const expected = team.checked.map((checked, i) => ((bits[i] ?? 0) > 0 ? checked.report : unknownOf(checked)));
      expect(report.contracts).toEqual(JSON.parse(JSON.stringify(expected)));
    }),
    { seed: 7, numRuns: 20 },
  );
});

function unknownOf({ report: { vendor, pinned, owners } }: CheckedContract) {
  const unknown = {
    cause: "consumer",
    step: 6,
    text: "no result holds it: its shard is missing",
    todo: "See how the job that was to check it ended, and run it again.",
    steps: [],
  };
  return { vendor, pinned, owners, findings: [], unknown: [unknown], sampled: [] };
}

test("the ledger is told by whoever merges, as by one check", async () => {
  const config = { ...team.config, ledger: `${team.folder}/ledger.jsonl` };
  await conclude(team.checked, config, team.runtime);
  const whole = (await filesOf(team.folder))["ledger.jsonl"];
  await put(team.folder, { "ledger.jsonl": "" });
  const results = await written(
    team.checked.map((checked) => resultOf([checked], team)),
    team,
  );
  await merge(config, { results, runtime: team.runtime });
  expect((await filesOf(team.folder))["ledger.jsonl"]).toEqual(whole);
});

test("a shard that was run again tells of its contracts, and that both differ is told", async () => {
  const [shop, ...others] = team.checked;
  if (!shop) throw new RangeError("there is a first contract");
  const failed: CheckedContract = { report: { ...shop.report, findings: [] }, tookMs: 1 };
  const early = resultOf([failed], team, { checkedAt: "2026-01-02T03:00:00.000Z" });
  const late = resultOf([shop, ...others], team);
  const told = await Promise.all([merged([early, late]), merged([early, late], [1, 0])]);
  expect(told.map(({ report, notes }) => [report.contracts[0]?.findings.length, notes])).toEqual(
    told.map(() => [
      shop.report.findings.length,
      [{ level: "warning", text: "shop: results differ: what was checked last holds" }],
    ]),
  );
});

describe("what is odd about a result is told", () => {
  test.each<[string, Partial<ShardResult>, string]>([
    [
      "another configuration",
      { configuration: "0123" },
      "results/0.json: checked with another configuration than this one",
    ],
    [
      "another driftpin",
      { driftpin: "99.0.0" },
      "results/0.json: checked by another driftpin than this one, which is ",
    ],
  ])("%s", async (_, more, text) => {
    const { report, notes } = await merged([resultOf(team.checked, team, more)]);
    expect([report.contracts.length, notes]).toEqual([
      vendors.length,
      [{ level: "warning", text: expect.stringContaining(text) }],
    ]);
  });

  test("a contract that is not configured is left out", async () => {
    const [, books] = team.checked;
    if (!books) throw new RangeError("there is a second contract");
    const gone = { ...books, report: { ...books.report, vendor: "gone" } };
    const { report, notes } = await merged([resultOf([...team.checked, gone], team)]);
    expect([report.contracts.map(({ vendor }) => vendor), notes]).toEqual([
      vendors,
      [{ level: "warning", text: "gone: no vendor of the configuration: left out" }],
    ]);
  });

  test("yesterday's results are no results", async () => {
    const { report, notes } = await merged([resultOf(team.checked, team, { checkedAt: "2026-01-01T03:04:05.000Z" })]);
    expect([report.summary, notes.map(({ text }) => text)]).toEqual([
      { breaking: 0, warning: 0, info: 0, unknown: vendors.length },
      [
        "results/0.json: checked at 2026-01-01T03:04:05.000Z, which is not this night: left out",
        "books, cars, mail, maps-2, shop: no result holds it: unknown",
      ],
    ]);
  });
});

test("a result that is broken keeps no other from being told", async () => {
  const { report, notes } = await merged(["{", resultOf(team.checked.slice(1), team), "{}"]);
  expect([
    report.contracts.map(({ unknown }) => unknown[0]?.text.slice(0, 17)),
    notes.map(({ level }) => level),
  ]).toEqual([
    ["no result holds i", undefined, expect.any(String), undefined, undefined],
    ["error", "error", "warning"],
  ]);
});

test("owners are whom this configuration names, whatever a result says", async () => {
  const results = team.checked.map(({ report, tookMs }) => ({ report: { ...report, owners: ["@acme/all"] }, tookMs }));
  const { report } = await merged([resultOf(results, team)]);
  expect(report.contracts.map(({ owners }) => owners)).toEqual(vendors.map((name) => [`@acme/${name}`]));
});

test("a folder stands for all results in it", async () => {
  await written(
    team.checked.map((checked) => resultOf([checked], team)),
    team,
  );
  const { notes } = await merge(team.config, { results: ["results"], runtime: team.runtime });
  expect(notes).toEqual([]);
});

test("how long contracts took is kept beside what is known of others", async () => {
  await put(team.folder, {
    ".driftpin/durations.json": '{ "schemaVersion": 1, "vendors": { "mail": 70, "gone": 5 } }',
  });
  const [shop, books] = team.checked;
  if (!shop || !books) throw new RangeError("there are two contracts");
  await merged([
    resultOf(
      [
        { ...shop, tookMs: 1200 },
        { ...books, tookMs: 30 },
      ],
      team,
    ),
  ]);
  expect(JSON.parse((await filesOf(team.folder))[".driftpin/durations.json"] ?? "")).toEqual({
    schemaVersion: 1,
    vendors: { books: 30, mail: 70, shop: 1200 },
  });
});

test("durations that cannot be kept are noted, and change nothing else", async () => {
  await put(team.folder, { ".driftpin": "a file" });
  const { report, notes } = await merged([resultOf(team.checked, team)]);
  expect([report.contracts.length, notes]).toEqual([
    vendors.length,
    [{ level: "warning", text: expect.stringMatching(/^How long contracts took could not be kept: E/) }],
  ]);
});
