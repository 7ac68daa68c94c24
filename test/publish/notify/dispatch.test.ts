import { expect, test } from "vitest";
import type { Dispatch } from "../../../src/config/notify.ts";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import type { Permissions } from "../../support/github/state.ts";
import { contract, finding, github, publication } from "../nights.ts";

const everyone = { owners: undefined, vendors: undefined, minLevel: undefined };
const event: Dispatch = { kind: "event", event: "driftpin", ...everyone };
const workflow: Dispatch = {
  kind: "workflow",
  workflow: "fix.yml",
  ref: "main",
  inputs: { mode: "draft" },
  ...everyone,
};

const total = finding("total");
const drifted = contract([total], { owners: ["@acme/checkout"] });
const clean = contract([]);

/** A night on which jobs are wanted: what became of each, and what a person should know. */
async function night(hub: GitHub, contracts: readonly ContractReport[], dispatch: readonly Dispatch[], dryRun = false) {
  const { deliveries = [], notes } = await publication(hub, contracts, {
    publish: { dispatch: [...dispatch] },
    dryRun,
  });
  return {
    did: deliveries.map(({ kind, to, news, ending }) => {
      return `${kind} ${to} ${news.map(({ type, vendor }) => `${type} ${vendor}`)}: ${ending}`;
    }),
    notes: notes.map(({ text, todo }) => [text, todo].join(" ").trim()),
  };
}

test("an event starts a job with the finding, and so does a workflow, as its input", async () => {
  const hub = await github();
  await night(hub, [drifted], [event, workflow]);
  const payload = {
    id: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
    schemaVersion: 1,
    type: "drift.opened",
    timestamp: "2026-01-02T03:04:05.000Z",
    data: expect.objectContaining({
      vendor: "shop",
      worse: true,
      findings: [expect.objectContaining({ rule: total.rule })],
    }),
  };
  const [first, second] = hub.state.dispatches;
  const { mode, drift } = (second?.payload ?? {}) as { mode?: string; drift?: string };
  expect([first, { ...second, payload: { mode, drift: JSON.parse(drift ?? "{}") } }]).toEqual([
    { name: "driftpin", payload },
    { name: "fix.yml", ref: "main", payload: { mode: "draft", drift: payload } },
  ]);
});

test.each<[string, readonly (readonly ContractReport[])[], readonly string[]]>([
  ["new drift", [[drifted]], ["event driftpin drift.opened shop: done"]],
  ["the same drift", [[drifted], [drifted]], []],
  ["worse drift", [[drifted], [contract([total, finding("tax")])]], ["event driftpin drift.changed shop: done"]],
  ["more drift that breaks nothing", [[drifted], [contract([total, finding("tax", "info")])]], []],
  ["less drift", [[contract([total, finding("tax", "info")])], [drifted]], []],
  ["the end of drift", [[drifted], [clean], [clean]], []],
  ["drift again", [[drifted], [clean], [clean], [drifted]], ["event driftpin drift.reopened shop: done"]],
])("a job is started for what is new or worse: %s", async (_, nights, did) => {
  const hub = await github();
  for (const contracts of nights.slice(0, -1)) await night(hub, contracts, []);
  expect(await night(hub, nights.at(-1) ?? [], [event])).toEqual({ did, notes: [] });
});

test("a job hears only of what it wants to, and runs on the default branch where it does not say another", async () => {
  const hub = await github();
  const mail = contract([finding("body", "warning")], { vendor: "mail", owners: ["@acme/growth"] });
  const jobs: Dispatch[] = [
    { ...event, owners: ["@acme/growth"] },
    { ...event, event: "grave", minLevel: "breaking" },
    { ...workflow, ref: undefined, vendors: ["mail"] },
  ];
  const { did } = await night(hub, [drifted, mail], jobs);
  expect([did, hub.state.dispatches.map(({ ref }) => ref)]).toEqual([
    [
      "event driftpin drift.opened mail: done",
      "event grave drift.opened shop: done",
      "workflow fix.yml drift.opened mail: done",
    ],
    [undefined, undefined, "main"],
  ]);
});

test.each<[string, Dispatch, Permissions, string]>([
  ["an event", event, { issues: "write", contents: "read" }, "permissions: { contents: write }"],
  ["a workflow", workflow, { issues: "write", contents: "write" }, "permissions: { actions: write }"],
])(
  "a token that may not start %s is told which permission it lacks, and the issue is there all the same",
  async (_, job, permissions, line) => {
    const hub = await github();
    hub.state.tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: true, permissions });
    const { did, notes } = await night(hub, [drifted], [job]);
    expect([did.map((one) => one.split(": ")[1]), notes, hub.issue(1).state]).toEqual([
      ["refused"],
      [`The token is not permitted to write what the plan says. add to the workflow: ${line}`],
      "open",
    ]);
  },
);

test.each<[string, Dispatch, number | undefined, string, string]>([
  [
    "a workflow that is not there",
    workflow,
    404,
    "refused",
    "GitHub knows no workflow fix.yml that this token may start. check publish.dispatch, or add to the workflow: permissions: { actions: write }",
  ],
  [
    "an event that GitHub hides",
    event,
    404,
    "refused",
    "The token may not start the event driftpin. add to the workflow: permissions: { contents: write }",
  ],
  [
    "an answer that is lost",
    event,
    undefined,
    "failed",
    "GitHub's answer to the start of the event driftpin was lost: it runs, or it does not. look at the repository's Actions, and start it by hand if it does not run",
  ],
])("%s is told, and nothing is sent again", async (_, job, status, ending, note) => {
  const hub = await github();
  const reply = status && { status, body: { message: "Not Found" } };
  hub.fail({ on: (route) => route.endsWith("/dispatches"), applied: reply === undefined, ...(reply && { reply }) });
  const two = [drifted, contract([total], { vendor: "mail" })];
  expect([await night(hub, two, [job]), hub.log.filter(({ route }) => route.endsWith("/dispatches")).length]).toEqual([
    {
      did: ["shop", "mail"].map(
        (name) => `${job.kind} ${"event" in job ? job.event : job.workflow} drift.opened ${name}: ${ending}`,
      ),
      notes: [note],
    },
    1,
  ]);
});

test("a workflow that cannot take the input is told in GitHub's words", async () => {
  const hub = await github();
  const message = 'Unexpected inputs provided: ["drift"]';
  hub.fail({ on: (route) => route.endsWith("/dispatches"), applied: false, reply: { status: 422, body: { message } } });
  expect(await night(hub, [drifted], [workflow])).toEqual({
    did: ["workflow fix.yml drift.opened shop: failed"],
    notes: [expect.stringContaining(`GitHub did not carry out what the workflow fix.yml needs: ${message}`)],
  });
});

test("a dry run lists what would be started", async () => {
  const hub = await github();
  const { did } = await night(hub, [drifted], [event, workflow], true);
  expect([did, hub.state.dispatches]).toEqual([
    ["event driftpin drift.opened shop: planned", "workflow fix.yml drift.opened shop: planned"],
    [],
  ]);
});
