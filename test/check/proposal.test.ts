import { expect, test } from "vitest";
import type { CheckedContract } from "../../src/check/contract.ts";
import { checkContracts } from "../../src/check/index.ts";
import type { JsonObject } from "../../src/json.ts";
import type { Proposal } from "../../src/publish/proposal.ts";
import { filesOf, put } from "../support/folder.ts";
import { order, pinnedTeam, shop, type Team, type TeamOptions } from "./team.ts";

const wanting: TeamOptions = { config: "publish: { pull-requests: true }" };
const { total: _gone, ...orderWithoutTotal } = order;

function bothOrders({ vendor }: Team, one: object): void {
  vendor.route("/orders", { body: [{ ...one }] });
  vendor.route("/orders/o1", { body: { ...one } });
}

async function night({ config, runtime }: Team, twice = false): Promise<CheckedContract> {
  const [checked] = await checkContracts(config, { runtime, proposals: true, twice });
  if (!checked) throw new RangeError("the team has one vendor");
  return checked;
}

async function proposed(team: Team, twice?: boolean): Promise<Proposal> {
  const { proposal } = await night(team, twice);
  if (!proposal) throw new RangeError("nothing was proposed");
  return proposal;
}

/** Puts a proposal's files in place, as merging the pull request does. */
function merge({ folder }: Team, { commits }: Proposal): Promise<void> {
  const files = commits.flatMap((commit) => commit.files);
  return put(folder, Object.fromEntries(files.map(({ path, text }) => [path, text])));
}

function verdicts({ report }: CheckedContract): string[] {
  return [...new Set(report.findings.map(({ verdict }) => verdict))];
}

const refunds: JsonObject = { "/refunds": { get: { responses: { "200": { description: "" } } } } };
const withoutTotal = (published: number | undefined) => (team: Team) => {
  if (published === undefined) team.publish(shop({ properties: { total: undefined } }));
  bothOrders(team, orderWithoutTotal);
};

test.each<[string, (team: Team) => void]>([
  ["released", withoutTotal(undefined)],
  ["announced", (team) => team.publish(shop({ properties: { total: { type: "string" } } }))],
  ["published", (team) => team.publish(shop({ paths: refunds }))],
  ["silent", withoutTotal(1)],
  [
    "conflicting",
    (team) => {
      team.publish(shop({ properties: { total: { type: "string" } } }));
      bothOrders(team, { ...order, total: [12.5] });
    },
  ],
])("merging what is proposed for %s drift makes the next night clean", async (verdict, drifts) => {
  const team = await pinnedTeam(wanting);
  drifts(team);
  const drifted = await night(team);
  if (drifted.proposal) await merge(team, drifted.proposal);
  const { report, proposal } = await night(team);
  expect([verdicts(drifted), report.findings, report.unknown, proposal]).toEqual([[verdict], [], [], undefined]);
});

test("a proposal holds exactly what pinning would write", async () => {
  const team = await pinnedTeam({ ...wanting, vendor: "types: true" });
  team.publish(shop({ properties: { total: { type: "object" } } }));
  bothOrders(team, { ...order, total: { euros: 12.5 } });
  const { commits } = await proposed(team);
  await team.pin();
  const { "driftpin.yaml": _config, ...written } = await filesOf(team.folder);
  expect(Object.fromEntries(commits.flatMap(({ files }) => files.map(({ path, text }) => [path, text])))).toEqual(
    written,
  );
});
