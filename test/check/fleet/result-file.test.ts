import { readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeEach, describe, expect, test } from "vitest";
import { resultBytesLimit, resultSchema, type ShardResult } from "../../../src/check/fleet/result.ts";
import { readResult, writeResult } from "../../../src/check/fleet/result-file.ts";
import { pretty } from "../../../src/report/json.ts";
import { put } from "../../support/folder.ts";
import { type Fleet, fleet, resultOf } from "./fleet.ts";

let team: Fleet;
beforeEach(async () => {
  team = await fleet();
});

const file = "results/1.json";
const read = () => readResult(join(team.folder, file), team.runtime);

/** A result, its first contract with a pull request that changes a file at the path. */
function proposing(path: string): ShardResult {
  const result = resultOf(team.checked, team);
  const [first, ...others] = result.contracts;
  if (!first) throw new RangeError("there is a first contract");
  const commits = [{ subject: "Take it", body: "", files: [{ path, text: "\ud800 <!-- -->" }] }];
  const proposal = { vendor: first.report.vendor, identity: "a", contract: "b", commits };
  return { ...result, contracts: [{ ...first, proposal }, ...others] };
}

test("a result that was written and read is the same, byte by byte", async () => {
  const result = proposing("specs/shop/contract.json");
  await writeResult(file, result, team.runtime);
  expect(pretty(await read())).toEqual(pretty(result));
});

test("the published schema accepts a result, and the schema in code names every member of it", async () => {
  const published = JSON.parse(readFileSync(new URL("../../../schema/result.json", import.meta.url), "utf8"));
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const result = JSON.parse(JSON.stringify(proposing("specs/shop/types.ts")));
  expect([ajv.compile(published)(result), resultSchema.parse(result)]).toEqual([true, result]);
});

describe("a result that another machine wrote wrongly, or on purpose, is one line", () => {
  const valid = () => JSON.stringify(resultOf(team.checked, team));
  test.each<[string, () => string, string]>([
    ["empty", () => "", "results/1.json:1:1 DP6303 it is no result of a shard: the JSON is cut off"],
    [
      "cut off",
      () => valid().slice(0, 300),
      "DP6303 it is no result of a shard: this is not JSON: unexpected end of string",
    ],
    ["an object", () => "{}", "DP6303 it is no result of a shard: schemaVersion: "],
    ["a list", () => "[]", "DP6303 it is no result of a shard: it: "],
    [
      "of a later version",
      () => '{"schemaVersion":2}',
      "DP6305 the result is of version 2, and this driftpin reads version 1",
    ],
    ["very deep", () => "[".repeat(100_000), "DP6303 it is no result of a shard: more than 500 levels of nesting"],
    [
      "with a level that there is not",
      () => valid().replace('"breaking"', '"fatal"'),
      "DP6303 it is no result of a shard: contracts.0.report.findings.0.level: ",
    ],
    [
      "dated in words",
      () => JSON.stringify(resultOf([], team, { checkedAt: "tomorrow" })),
      "DP6303 it is no result of a shard: checkedAt: ",
    ],
    ...[
      "../outside",
      "/etc/passwd",
      "a/../../b",
      "C:\\x",
      "specs//x",
      ".github/workflows/ci.yml",
      ".GIT/config",
      ".git",
      "",
    ].map((path): [string, () => string, string] => [
      `that proposes to change "${path}"`,
      () => JSON.stringify(proposing(path)),
      "DP6303 it is no result of a shard: contracts.0.proposal.commits.0.files.0.path: expected a path inside the repository",
    ]),
    [
      "that proposes something for another vendor",
      () => JSON.stringify(proposing("a")).replace('"proposal":{"vendor":"shop"', '"proposal":{"vendor":"books"'),
      "DP6303 it is no result of a shard: contracts.0: expected a proposal for the vendor of the report",
    ],
  ])("%s", async (_, text, message) => {
    await put(team.folder, { [file]: text() });
    await expect(read()).rejects.toThrow(message);
  });

  test("missing", async () => {
    await expect(read()).rejects.toThrow("results/1.json DP6302 there is no such result: run its shard again");
  });

  test("huge, which is told without reading it", async () => {
    await put(team.folder, { [file]: "" });
    truncateSync(join(team.folder, file), resultBytesLimit + 1);
    await expect(read()).rejects.toThrow("results/1.json DP6304 the result is larger than 256 MB: use more shards");
  });
});

test("names that mean something to JavaScript are names, and members that no schema has are dropped", async () => {
  const result = resultOf(team.checked, team);
  const text = JSON.stringify(result).replace("{", '{"__proto__":{"polluted":true},"constructor":{"polluted":true},');
  await put(team.folder, { [file]: text.replaceAll('"report":{', '"report":{"__proto__":{"polluted":true},') });
  const found = await read();
  expect([pretty(found), "polluted" in found]).toEqual([pretty(result), false]);
});
