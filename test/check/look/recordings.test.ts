import { join } from "node:path";
import { expect, test } from "vitest";
import { sampleVendors } from "../../../src/check/sample.ts";
import type { JsonObject } from "../../../src/json.ts";
import type { CheckReport } from "../../../src/report/report.ts";
import { put } from "../../support/folder.ts";
import { har } from "../../support/har.ts";
import { pinnedTeam, shop, type Team } from "../team.ts";

/** What each test's vendor has beside its orders: nothing probes it. */
const stock = (properties: JsonObject = { left: { type: "integer" } }): JsonObject => ({
  "/stock": {
    get: {
      responses: {
        "200": {
          description: "",
          content: {
            "application/json": { schema: { type: "object", required: Object.keys(properties), properties } },
          },
        },
      },
    },
  },
});

const recorded = (body: JsonObject) => har({ url: "https://shop.example/stock", body });

/** A team that pinned the shop with a recording of its stock. */
async function recordingTeam(body: JsonObject = { left: 3 }): Promise<Team> {
  const team = await pinnedTeam({ vendor: 'recordings: ["rec/*.har"]', files: { "rec/stock.har": recorded(body) } });
  team.publish(shop({ paths: stock() }));
  await team.pin();
  return team;
}

function brief({ contracts }: CheckReport): string[] {
  return contracts.flatMap(({ findings, unknown }) => [
    ...findings.map(({ rule, verdict, instancePath = "" }) => `${verdict}: ${rule} ${instancePath}`),
    ...unknown.map(({ cause, text }) => `unknown: ${cause}, ${text}`),
  ]);
}

test.each<[name: string, then: JsonObject, now: (team: Team) => unknown, expected: string[]]>([
  ["nothing where nothing changed", { left: 3 }, () => undefined, []],
  ["nothing new of what was recorded when the contract was pinned", { left: "3" }, () => undefined, []],
  [
    "silent drift where a newer one does not fit",
    { left: 3 },
    ({ folder }) => put(folder, { "rec/stock.har": recorded({ left: "3" }) }),
    ["silent: response-property-type-mismatch /left"],
  ],
  [
    "nothing of today where paper changed since: it is no probe",
    { left: 3 },
    (team) => team.publish(shop({ paths: stock({ left: { type: "string" } }) })),
    ["published: response-property-type-changed /left"],
  ],
  [
    "that a change on paper is live where a newer one shows it",
    { left: 3 },
    async (team) => {
      team.publish(shop({ paths: stock({ left: { type: "string" } }) }));
      await put(team.folder, { "rec/stock.har": recorded({ left: "3" }) });
    },
    ["released: response-property-type-changed /left"],
  ],
  [
    "that it cannot be read",
    { left: 3 },
    ({ folder }) => put(folder, { "rec/stock.har": "{" }),
    [
      "unknown: consumer, rec/stock.har: the recording is no whole JSON text: it ends too early or goes wrong near byte 1",
    ],
  ],
])("a recording tells %s", async (_, then, now, expected) => {
  const team = await recordingTeam(then);
  await now(team);
  expect(brief(await team.check())).toEqual(expected);
});

test("a configured recording that is not there is unknown, and never clean", async () => {
  const team = await pinnedTeam({ vendor: 'recordings: ["rec/*.har"]' });
  expect(brief(await team.check())).toEqual(["unknown: consumer, there is no recording at rec/*.har"]);
});

test("an operation that only a recording shows was not sampled", async () => {
  const { contracts } = await (await recordingTeam()).check();
  expect(contracts.map(({ sampled }) => sampled.map(({ path }) => path))).toEqual([["/orders", "/orders/{id}"]]);
});

test("a sample tells what recordings show, and names what belongs nowhere", async () => {
  const { config, runtime, folder } = await recordingTeam();
  const text = har(
    { url: "https://shop.example/stock", body: { left: "x" } },
    { url: "https://shop.example/health?key=s3cr3t" },
  );
  await put(folder, { [join("rec", "stock.har")]: text });
  const { vendors } = await sampleVendors(config, { runtime });
  expect(vendors.map(({ recorded }) => recorded)).toEqual([
    {
      exchanges: 2,
      dropped: 0,
      past: 0,
      unmatched: { total: 1, first: ["GET https://shop.example/health"] },
      deviations: [expect.objectContaining({ rule: "response-property-type-mismatch", instancePath: "/left" })],
    },
  ]);
});
