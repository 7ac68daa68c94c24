import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckReport } from "../../src/report/report.ts";
import { driftpin } from "../support/cli.ts";
import { folderWith, put } from "../support/folder.ts";

const description = readFileSync(new URL("fixtures/shop-1.yaml", import.meta.url), "utf8");

/** A team whose vendor no longer sends the total of an order. */
async function drifted() {
  const folder = await folderWith({
    "driftpin.yaml": "version: 1\nvendors:\n  shop: { source: shop.yaml }\n",
    "shop.yaml": description,
  });
  const run = (...args: string[]) => driftpin(args, { cwd: folder });
  await run("pin");
  await put(folder, { "shop.yaml": description.replaceAll("id, total", "id").replace(/^ +total: .*\n/m, "") });
  const report: CheckReport = JSON.parse((await run("check", "--format", "json")).stdout);
  const [list = "", one = ""] = report.contracts.flatMap(({ findings }) => findings.map((each) => each.fingerprint));
  return { run, list, one };
}

test("accepting says what was accepted, what is open and what to commit, and the next check heeds it", async () => {
  const { run, list, one } = await drifted();
  const named = await run("accept", list, "--reason", "we never read it");
  const all = await run("accept", list, "--everywhere", "--vendor", "shop", "--reason", "we never read it");
  const [summary] = (await run("check")).stdout.split("\n");
  expect([named, all, summary]).toEqual([
    {
      code: 0,
      stderr: "",
      stdout: `shop  accepted 1 finding
  breaking  GET /orders  [].total of response 200 is no longer sent
            (${list})
  reason   we never read it
  written  specs/shop/pin.json: commit it. The contract stays as it is pinned.
  open     the same change at GET /orders/{id} (${one}): --everywhere
           takes all
`,
    },
    {
      code: 0,
      stderr: "",
      stdout: `shop  accepted 2 findings
  breaking  GET /orders  [].total of response 200 is no longer sent
            (${list})
  breaking  GET /orders/{id}  total of response 200 is no longer sent
            (${one})
  reason   we never read it
  written  specs/shop/pin.json: commit it. The contract stays as it is pinned.
`,
    },
    "No drift: 0 breaking, 0 warning, 0 info, 0 unknown",
  ]);
});

test.each([
  [["0123456789abcdef"], "DP6001 required option '--reason <text>' not specified: see driftpin accept --help"],
  [["--reason", "known"], "DP6001 missing required argument 'fingerprints': see driftpin accept --help"],
])("accept %j is wrong usage", async (args, line) => {
  expect(await driftpin(["accept", ...args])).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
});
