import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/check/index.ts";
import type { JsonObject } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { filesOf, put } from "../support/folder.ts";
import { shop, type Team, team } from "./team.ts";

const text = (name: string): JsonObject => ({ name, in: "query", schema: { type: "string" } });
const loose = shop({ parameters: [text("sort")] });

/** A team that asks for sorted orders, and has pinned a contract that takes any way to sort them. */
async function sortingTeam(): Promise<Team> {
  const sorting = await team();
  sorting.publish(loose);
  const asked = asking(sorting, "date");
  await asked.pin();
  return asked;
}

/** The same team, which asks for another order now. */
function asking(one: Team, sort: string): Team {
  const [vendor, ...others] = one.config.vendors;
  if (!vendor) throw new RangeError("the team has a vendor");
  const [list, ...probes] = vendor.probes;
  if (!list) throw new RangeError("the team probes its list");
  const asked = { ...vendor, probes: [{ ...list, parameters: { sort } }, ...probes] };
  const config = { ...one.config, vendors: [asked, ...others] };
  return { ...one, config, pin: () => pinOf(config, one), check: () => check(config, one) };
}

async function pinOf(config: Team["config"], { runtime }: Team): ReturnType<Team["pin"]> {
  const { pin } = await import("../../src/check/pin.ts");
  return pin(config, { runtime });
}

function brief({ contracts }: CheckReport): string[] {
  return contracts.flatMap(({ findings, unknown }) => [
    ...findings.map(({ rule, verdict }) => `${verdict}: ${rule}`),
    ...unknown.map(({ cause, text }) => `unknown: ${cause}, ${text}`),
  ]);
}

test("a probe that was changed after the pin, and is refused, is no drift", async () => {
  const { vendor, check } = asking(await sortingTeam(), "colour");
  vendor.route("/orders", { status: 400 });
  expect(brief(await check())).toEqual([
    "unknown: request, the vendor refuses (400) a probe that is not one of those which were pinned",
  ]);
});

test("once it is pinned, its refusal is drift", async () => {
  const { vendor, pin, check } = asking(await sortingTeam(), "colour");
  await pin();
  vendor.route("/orders", { status: 400 });
  expect(brief(await check())).toEqual(["silent: request-refused"]);
});

test.each<[what: string, published: JsonObject, expected: string[]]>([
  ["removed", shop(), ["released: request-parameter-removed"]],
  [
    "renamed",
    shop({ parameters: [text("order")] }),
    ["released: request-parameter-removed", "released: new-optional-request-parameter"],
  ],
])("a parameter that the vendor has %s is drift for the probe that sends it", async (_, published, expected) => {
  const { vendor, publish, check } = await sortingTeam();
  publish(published);
  vendor.route("/orders", { status: 400 });
  expect(brief(await check())).toEqual(expected);
});

test("a pin that knows no probes goes on as ever", async () => {
  const { vendor, check, folder } = asking(await sortingTeam(), "colour");
  const { probes: _, ...old } = JSON.parse(await readFile(join(folder, "specs/shop/baseline.json"), "utf8"));
  await put(folder, { "specs/shop/baseline.json": JSON.stringify(old) });
  vendor.route("/orders", { status: 400 });
  expect(brief(await check())).toEqual(["silent: request-refused"]);
});

test("pinning a changed probe writes its hash, and nothing the second time", async () => {
  const { pin, folder } = asking(await sortingTeam(), "colour");
  const [first] = await pin();
  const before = await filesOf(folder);
  const [second] = await pin();
  expect([first?.outcome, second?.outcome, await filesOf(folder)]).toEqual(["written", "unchanged", before]);
});
