import { expect, test } from "vitest";
import { checkContracts } from "../../../src/check/index.ts";
import type { CheckedContract } from "../../../src/check/look/contract.ts";
import { pin } from "../../../src/check/pin.ts";
import type { JsonObject } from "../../../src/json.ts";
import type { Proposal } from "../../../src/publish/proposal.ts";
import { filesOf, folderWith, put } from "../../support/folder.ts";
import { order, pinnedTeam, shop, type Team, type TeamOptions, team } from "../team.ts";

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

/** The same release in other words: another version, other prose and examples, members and lists in another order. */
function rewritten({ info: _info, paths, components, ...rest }: JsonObject): JsonObject {
  const text = JSON.stringify({ components, paths, ...rest, info: { title: "The shop", version: "7.1.0" } });
  return JSON.parse(
    text
      .replaceAll('"type":"object"', '"description":"What was bought","type":"object","example":{"id":"o9"}')
      .replaceAll('["open","paid","held"]', '["held","paid","open"]')
      .replaceAll('["id","total","state"]', '["state","id","total"]'),
  );
}

const released = shop({ properties: { state: { type: "string", enum: ["open", "paid", "held"] } } });

test.each<[string, (team: Team) => void]>([
  ["night after night", () => undefined],
  ["where the vendor says the same in other words", (team) => team.publish(rewritten(released))],
  ["where more answers show the same", (team) => team.vendor.route("/orders", { body: [order, order, order] })],
])("a proposal keeps its identity %s", async (_, moves) => {
  const team = await pinnedTeam(wanting);
  team.publish(released);
  const first = await proposed(team);
  moves(team);
  const { identity, contract } = await proposed(team);
  expect({ identity, contract }).toEqual({ identity: first.identity, contract: first.contract });
});

test.each<[string, (team: Team) => void, { readonly identity: boolean; readonly contract: boolean }]>([
  [
    "other things are published",
    (team) => team.publish(shop({ properties: { state: { type: "string", enum: ["open"] } } })),
    { identity: false, contract: false },
  ],
  [
    "what is published is live",
    (team) => bothOrders(team, { ...order, state: "held" }),
    { identity: false, contract: true },
  ],
  ["something else is live", (team) => bothOrders(team, orderWithoutTotal), { identity: false, contract: true }],
])("a proposal has another identity once %s", async (_, moves, expected) => {
  const team = await pinnedTeam(wanting);
  team.publish(released);
  const first = await proposed(team);
  moves(team);
  const then = await proposed(team);
  expect({ identity: then.identity === first.identity, contract: then.contract === first.contract }).toEqual(expected);
});

test.each<[string, TeamOptions | undefined, (team: Team) => void]>([
  ["nobody wants pull requests", undefined, (team) => team.publish(released)],
  ["nothing drifted", wanting, () => undefined],
  [
    "the description cannot be had",
    wanting,
    (team) => {
      team.vendor.route("/openapi.json", { status: 503 });
      bothOrders(team, orderWithoutTotal);
    },
  ],
])("nothing is proposed where %s", async (_, options, moves) => {
  const team = await pinnedTeam(options);
  moves(team);
  expect((await night(team)).proposal).toEqual(undefined);
});

test("of an operation that could not be checked, the earlier baseline is kept", async () => {
  const team = await pinnedTeam(wanting);
  const before = JSON.parse((await filesOf(team.folder))["specs/shop/baseline.json"] ?? "");
  team.publish(released);
  team.vendor.route("/orders", { status: 503 });
  await merge(team, await proposed(team));
  const after = JSON.parse((await filesOf(team.folder))["specs/shop/baseline.json"] ?? "");
  team.vendor.route("/orders", { body: [orderWithoutTotal] });
  expect([after, verdicts(await night(team))]).toEqual([before, ["silent"]]);
});

/** Answers one body after another, the last one again and again. */
function inTurn(...bodies: readonly object[]): Parameters<Team["vendor"]["route"]>[1] {
  let turn = 0;
  return (_request, response) => {
    const body = bodies[Math.min(turn, bodies.length - 1)];
    turn += 1;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

test("what only one of two looks saw does not become normal", async () => {
  const team = await pinnedTeam(wanting);
  team.publish(released);
  team.vendor.route("/orders/o1", inTurn(order, orderWithoutTotal));
  await merge(team, await proposed(team, true));
  expect(verdicts(await night(team))).toEqual(["silent"]);
});

test("nothing is proposed where two looks find different descriptions", async () => {
  const team = await pinnedTeam(wanting);
  const other = shop({ properties: { state: { type: "string", enum: ["open", "paid", "held", "gone"] } } });
  team.vendor.route("/openapi.json", inTurn(released, other));
  expect((await night(team, true)).proposal).toEqual(undefined);
});

test("what is asked once, and so only in the first look, is part of what is proposed", async () => {
  const made: JsonObject = { post: { responses: { "201": { description: "" } } } };
  const release = (state: JsonObject) => shop({ paths: { "/baskets": made }, properties: { state } });
  const open = await team(wanting);
  open.publish(release({ type: "string" }));
  open.vendor.route("/baskets", { status: 201, body: { id: "b1" } });
  const vendors = open.config.vendors.map((vendor) => {
    const usual = { parameters: {}, headers: {}, samples: 1, pages: 1 };
    return {
      ...vendor,
      sandbox: true,
      probes: [...vendor.probes, { ...usual, operation: "POST /baskets", unsafe: true }],
    };
  });
  const asking = { ...open, config: { ...open.config, vendors } };
  await pin(asking.config, { runtime: asking.runtime });
  asking.publish(release({ type: "string", enum: ["open", "paid"] }));
  const { commits } = await proposed(asking, true);
  const file = commits.flatMap(({ files }) => files).find(({ path }) => path.endsWith("baseline.json"));
  const before = (await filesOf(asking.folder))["specs/shop/baseline.json"];
  expect(JSON.parse(file?.text ?? "").sampled).toEqual(JSON.parse(before ?? "").sampled);
});

test("paths start at the root of the repository", async () => {
  const root = await folderWith({ ".git/HEAD": "ref: refs/heads/main\n" });
  const team = await pinnedTeam(wanting);
  const folder = `${root}/apis/vendors`;
  await put(folder, await filesOf(team.folder));
  team.publish(released);
  const { commits } = await proposed({ ...team, config: { ...team.config, folder } });
  expect(commits.flatMap(({ files }) => files.map(({ path }) => path))).toEqual([
    "apis/vendors/specs/shop/contract.json",
    "apis/vendors/specs/shop/baseline.json",
    "apis/vendors/specs/shop/pin.json",
  ]);
});

test("the commit says what becomes normal, and how that was verified, and nothing in it acts on GitHub", async () => {
  const team = await pinnedTeam(wanting);
  team.publish(shop({ properties: { total: undefined, "@all fixes #1": { type: "string" } } }));
  const [commit] = (await proposed(team)).commits;
  const body = commit?.body
    .replaceAll(/\b[0-9a-f]{12}\b/g, "…")
    .replaceAll("\u200B", "|")
    .replace(team.vendor.url.slice(7), "shop");
  expect([commit?.subject, body]).toEqual([
    "Pin the new contract of shop",
    `From … to … of http:|//shop/openapi.json.

What becomes normal:
- breaking, announced: GET /orders: [].total of response 200 is no longer sent
- breaking, announced: GET /orders/{id}: total of response 200 is no longer sent
- info, announced: GET /orders: [].@|all fixes #|1 of response 200 is new
- info, announced: GET /orders/{id}: @|all fixes #|1 of response 200 is new

How it was verified: what is published was held against the pin,
and so were live answers of 2 operations.
2 changes can be shown by a value that one side refuses.`,
  ]);
});
