import { expect, test } from "vitest";
import { type AcceptOptions, accept } from "../../src/check/accept.ts";
import type { Acceptance } from "../../src/contract/contract.ts";
import { DriftpinError } from "../../src/errors.ts";
import { filesOf } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";
import { pinnedTeam, required, shop, type Team, team } from "./team.ts";

/** Two changes: one that reaches both operations, and one of the list alone. */
const changed = shop({ properties: { total: undefined }, parameters: [required("region")] });

async function drifted(): Promise<Team> {
  const team = await pinnedTeam();
  team.publish(changed);
  return team;
}

/** The fingerprint of what a rule says of an operation. */
async function fingerprintOf({ check }: Team, rule: string, path = "/orders"): Promise<string> {
  const findings = (await check()).contracts.flatMap(({ findings }) => findings);
  return findings.find((one) => one.rule === rule && one.operation?.path === path)?.fingerprint ?? "none";
}

const removed = "response-required-property-removed";
const added = "new-required-request-parameter";

type How = Omit<AcceptOptions, "runtime">;
const taking = ({ config, runtime }: Team, fingerprints: string[], how: How) =>
  accept(config, fingerprints, { runtime, ...how });

const refusal = (accepting: Promise<unknown>) =>
  accepting.then(
    () => "accepted",
    (error) => (error instanceof DriftpinError ? [error.constructor.name, error.message] : error),
  );

test("a finding is accepted in the pin, which changes in nothing else", async () => {
  const team = await drifted();
  const fingerprint = await fingerprintOf(team, added);
  const { "specs/shop/pin.json": pin = "", ...rest } = await filesOf(team.folder);
  const results = await taking(team, [fingerprint], { reason: " we send it already " });
  const { "specs/shop/pin.json": after, ...others } = await filesOf(team.folder);
  const { summary, contracts } = await team.check();
  expect({
    results,
    after,
    others,
    summary,
    marked: contracts.flatMap(({ findings }) =>
      findings.flatMap(({ rule, accepted }) => (accepted ? [rule, accepted] : [])),
    ),
  }).toEqual({
    results: [
      {
        vendor: "shop",
        outcome: "written",
        file: "specs/shop/pin.json",
        reason: "we send it already",
        findings: [
          {
            rule: added,
            level: "breaking",
            operation: { method: "get", path: "/orders" },
            text: "query parameter region is new and required",
            fingerprint,
          },
        ],
        open: [],
      },
    ],
    after: pin.replace(
      '"accepted": []',
      `"accepted": [\n    {\n      "fingerprint": "${fingerprint}",\n      "reason": "we send it already"\n    }\n  ]`,
    ),
    others: rest,
    summary: { breaking: 1, warning: 0, info: 0, unknown: 0 },
    marked: [added, { reason: "we send it already" }],
  });
});

test("accepting again changes the reason alone, and keeps the order", async () => {
  const team = await drifted();
  const [first, second] = [await fingerprintOf(team, added), await fingerprintOf(team, removed)];
  const outcomes: unknown[] = [];
  for (const [fingerprints, reason] of [
    [[first, second], "known"],
    [[second, first], "known"],
    [[first], "better known"],
  ] as const) {
    const [result] = await taking(team, [...fingerprints], { reason });
    outcomes.push([result?.outcome, result?.findings.map(({ before }) => before)]);
  }
  const { accepted } = JSON.parse((await filesOf(team.folder))["specs/shop/pin.json"] ?? "");
  expect([outcomes, accepted.map(({ fingerprint, reason }: Acceptance) => `${fingerprint} ${reason}`)]).toEqual([
    [
      ["written", [undefined, undefined]],
      ["unchanged", ["known", "known"]],
      ["written", ["known"]],
    ],
    [`${first} better known`, `${second} known`],
  ]);
});

test("what the same change comes to elsewhere stays open, unless it is wanted too", async () => {
  const team = await drifted();
  const [list, one] = [await fingerprintOf(team, removed), await fingerprintOf(team, removed, "/orders/{id}")];
  const named = await taking(team, [list], { reason: "known" });
  const all = await taking(team, [one], { reason: "not read", everywhere: true });
  expect(
    [...named, ...all].map(({ findings, open }) =>
      [findings, open].map((each) => each.map(({ fingerprint }) => fingerprint)),
    ),
  ).toEqual([
    [[list], [one]],
    [[one], []],
  ]);
  const other = await drifted();
  const [result] = await taking(other, [list], { reason: "known", everywhere: true });
  expect([result?.findings.map(({ fingerprint }) => fingerprint), (await other.check()).summary.breaking]).toEqual([
    [list, one],
    1,
  ]);
});

test("a fingerprint that no finding has is an error that names near ones and all that are open, and writes nothing", async () => {
  const team = await drifted();
  const [first, second] = [await fingerprintOf(team, added), await fingerprintOf(team, removed)];
  const third = await fingerprintOf(team, removed, "/orders/{id}");
  const before = await filesOf(team.folder);
  const open = [
    `${first} (shop, GET /orders, ${added})`,
    `${second} (shop, GET /orders, ${removed})`,
    `${third} (shop, GET /orders/{id}, ${removed})`,
  ].join(", ");
  const near = first.slice(0, 12);
  const refused = async (name: string) => refusal(taking(team, [first, name], { reason: "known" }));
  expect([await refused(near), await refused("zzzz"), await filesOf(team.folder)]).toEqual([
    ["UsageError", `DP6602 no finding has the fingerprint ${near}: did you mean ${first}? Open are ${open}`],
    ["UsageError", `DP6602 no finding has the fingerprint zzzz: open are ${open}`],
    before,
  ]);
});

test("what could not be checked cannot be accepted, and may be what was meant", async () => {
  const team = await pinnedTeam();
  team.vendor.route("/orders", { status: 503 });
  const refused = async (name: string) => refusal(taking(team, [name], { reason: "known" }));
  expect([await refused("dependency"), await refused("0123456789abcdef")]).toEqual([
    [
      "UsageError",
      "DP6604 what could not be checked (dependency) cannot be accepted: it is neither drift nor clean until somebody knows: driftpin check says of each what to do, and with --allow-unknown does not end with 3 because of it",
    ],
    [
      "CouldNotCheckError",
      "DP6605 no finding has the fingerprint 0123456789abcdef, but 1 thing could not be checked, and may have it: driftpin check tells why. Open are none",
    ],
  ]);
});

test("what two vendors do alike is accepted of the one that is named", async () => {
  const cafe = await startVendor({ "/openapi.json": { body: shop() } });
  const team = await pinnedTeam({ others: `cafe: { source: "${cafe.url}/openapi.json", allow-private: true }` });
  team.publish(changed);
  cafe.route("/openapi.json", { body: changed });
  const fingerprint = await fingerprintOf(team, added);
  const both = await refusal(taking(team, [fingerprint], { reason: "known" }));
  const [one, ...others] = await taking(team, [fingerprint], { reason: "known", vendors: ["cafe"] });
  expect([both, one?.file, others]).toEqual([
    ["UsageError", `DP6603 shop and cafe have a finding ${fingerprint} each: say which is meant: --vendor NAME`],
    "specs/cafe/pin.json",
    [],
  ]);
});

test.each([
  ["", "the reason is empty: say in a line why this is the new normal"],
  [" \n", "the reason is empty: say in a line why this is the new normal"],
  ["we know\nsince May", "the reason is not one line of text: say it in one line"],
  [
    "works with hunter2-hunter2",
    'the reason has what may be a secret, or tells who somebody is: "works with [redacted]"',
  ],
  ["token=abcdef", 'the reason has what may be a secret, or tells who somebody is: "token=[redacted]"'],
])("the reason %j is refused before anybody is asked", async (reason, message) => {
  const asking = await team({
    vendor: "auth: { bearer: '${SHOP_TOKEN}' }",
    env: { SHOP_TOKEN: "hunter2-hunter2" },
  });
  const refused = await refusal(taking(asking, ["0123456789abcdef"], { reason }));
  expect([refused, asking.vendor.received]).toEqual([["UsageError", expect.stringContaining(`DP6601 ${message}`)], []]);
});
