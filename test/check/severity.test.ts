import { expect, test } from "vitest";
import { check } from "../../src/check/index.ts";
import { pinnedTeam, shop } from "./team.ts";

/** A team whose vendor has dropped a total, and whose configuration lowers that by a file. */
async function lowered() {
  const team = await pinnedTeam({
    config: "policy: { severity-levels: policy/levels.txt, levels: { response-required-property-removed: warning } }",
    files: {
      "policy/levels.txt": "response-required-property-removed err\nresponse-property-missing info\n",
      "others.txt": "response-property-missing none\n",
    },
  });
  team.publish(shop({ properties: { total: undefined } }));
  return team;
}

test("a severity file beside the configuration holds where the configuration says nothing itself", async () => {
  const { config, runtime } = await lowered();
  const { summary } = await check(config, { runtime });
  expect(summary).toEqual({ breaking: 0, warning: 1, info: 0, unknown: 0 });
});

test("a severity file that is wrong ends the check before anything is sent", async () => {
  const { config, runtime, vendor } = await lowered();
  const sent = vendor.received.length;
  await expect(check(config, { runtime, severityLevels: "driftpin.yaml" })).rejects.toThrow(
    /^driftpin\.yaml:1:1 DP1203/,
  );
  expect(vendor.received.length).toBe(sent);
});

test("a level for a rule that there is not ends the check, with its place in the configuration", async () => {
  const config = `policy:
  levels: { endpoint-aded: info }
  overrides:
    - operations: [/orders]
      levels: { nonsense: info, endpoint-added: info, api-version-not-bumped: none }
`;
  const team = await pinnedTeam({ config });
  const error = await team.check().catch((thrown) => thrown);
  expect(error.message.split("\n").map((line: string) => line.replace(/^\S+?:(\d+):/, "+:"))).toEqual([
    '+:13 DP1203 unknown rule "endpoint-aded": did you mean "endpoint-added"?',
    '+:17 DP1203 unknown rule "nonsense": driftpin explain --list has them all',
  ]);
});

test("the configuration says how much notice an end needs, and that it needs a date", async () => {
  const team = await pinnedTeam({ config: "policy: { notice-days: { stable: 365 } }" });
  team.publish(shop({ properties: { total: { type: "number", deprecated: true } } }));
  const { contracts } = await team.check();
  const rules = contracts.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  expect(new Set(rules)).toEqual(new Set(["response-property-deprecated-sunset-missing"]));
});
