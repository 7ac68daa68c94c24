import { expect, test } from "vitest";
import type { Level } from "../../src/config/level.ts";
import { contract, finding, github, night } from "./nights.ts";

const drifted = (vendor: string, level: Level = "breaking") =>
  contract([finding(`total of ${vendor}`, level)], { vendor });

test("owners whom GitHub knows are assigned; others get a warning, teams nothing", async () => {
  const hub = await github();
  const { notes } = await night(hub, [
    contract([finding("total")], { owners: ["@octocat", "@nobody", "@acme/integrations"] }),
  ]);
  expect({ assignees: hub.issue(1).assignees, notes }).toEqual({
    assignees: ["octocat"],
    notes: ["nobody owns this contract, but cannot be assigned in this repository."],
  });
});

test("owners are not assigned again once a person has taken them off", async () => {
  const hub = await github();
  await night(hub, [contract([finding("total")], { owners: ["@octocat"] })]);
  hub.issue(1).assignees = [];
  await night(hub, [contract([finding("total"), finding("tax")], { owners: ["@octocat"] })]);
  expect(hub.issue(1).assignees).toEqual([]);
});

test("a label that is there already stays as it is", async () => {
  const hub = await github();
  hub.state.labels.add("contract-drift");
  expect((await night(hub, [drifted("shop")])).writes).toEqual(["POST /repos/{owner}/{repo}/issues"]);
});

test("a person's issue with our label and our marker is not ours", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  const { title, body, labels } = hub.issue(1);
  hub.issue(1).gone = "deleted";
  hub.open({ author: "mallory", title, body, labels });
  expect((await night(hub, [drifted("shop")])).did).toEqual(["create shop: it drifted, and has no issue yet"]);
});

test("a pull request with our label is not an issue of ours", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  const { title, body, labels, author } = hub.issue(1);
  hub.issue(1).gone = "deleted";
  hub.open({ author, title, body, labels, pullRequest: true });
  expect((await night(hub, [drifted("shop")])).did).toEqual(["create shop: it drifted, and has no issue yet"]);
});

test("of two issues of one contract the older is kept, and the younger closed as its duplicate", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  const { title, body, labels, author } = hub.issue(1);
  hub.open({ author, title, body, labels });
  const { did } = await night(hub, [drifted("shop")]);
  const { state, state_reason, comments } = hub.issue(2);
  expect({ did, state, state_reason, said: comments.map((comment) => comment.body.split("\n").slice(1)) }).toEqual({
    did: ["close shop: #1 tells the same", "none shop: nothing changed"],
    state: "closed",
    state_reason: "duplicate",
    said: [["Duplicate of #1"]],
  });
});

test("a run that finds another's issue when it has opened its own keeps the older", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  const other = hub.issue(1);
  const hidden = { ...other };
  other.labels = []; // not to be seen while this run looks around, as when both look at once
  hub.fail({
    on: (route) => {
      if (route === "POST /repos/{owner}/{repo}/issues") other.labels = hidden.labels;
      return false;
    },
    applied: false,
  });
  await night(hub, [drifted("shop")]);
  expect(hub.state.issues.map(({ state, state_reason }) => [state, state_reason])).toEqual([
    ["open", null],
    ["closed", "duplicate"],
  ]);
});

test("no more than the configured number are opened in one run, the gravest first; an overview tells of the rest", async () => {
  const hub = await github();
  const contracts = [drifted("a", "info"), drifted("b"), drifted("c", "warning"), drifted("d")];
  const { did } = await night(hub, contracts, { publish: { maxNewIssues: 2 } });
  expect({ did, listed: hub.issue(3).body.match(/^- .*$/gm) }).toEqual({
    did: [
      "create b: it drifted, and has no issue yet",
      "create d: it drifted, and has no issue yet",
      "create overview: contracts wait for an issue of their own",
      "none a: not more than 2 new issues in one run",
      "none c: not more than 2 new issues in one run",
    ],
    listed: ["- `c`: 0 breaking, 1 warning, 0 info", "- `a`: 0 breaking, 0 warning, 1 info"],
  });
});

test("the overview closes when none has to wait any more", async () => {
  const hub = await github();
  const contracts = [drifted("a"), drifted("b"), drifted("c")];
  const states = [];
  for (let i = 0; i < 4; i += 1) {
    await night(hub, contracts, { publish: { maxNewIssues: 2 } });
    states.push(hub.state.issues.map(({ title, state }) => `${title}: ${state}`));
  }
  expect(states.at(-1)).toEqual([
    "a drifted from its pinned contract: open",
    "b drifted from its pinned contract: open",
    "More contracts drifted: closed",
    "c drifted from its pinned contract: open",
  ]);
});

test("a run for some vendors only leaves the overview as it is", async () => {
  const hub = await github();
  await night(hub, [drifted("a"), drifted("b")], { publish: { maxNewIssues: 1 } });
  expect(await night(hub, [drifted("a")])).toEqual({
    did: ["none a: nothing changed", "none overview: not all contracts could be checked"],
    writes: [],
    notes: [],
  });
});

test("more than a page of issues is read to the end", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  for (let i = 0; i < 250; i += 1) hub.open({ author: "octocat", title: `Noise ${i}`, labels: ["contract-drift"] });
  expect((await night(hub, [drifted("shop")])).did).toEqual(["none shop: nothing changed"]);
});

test("a report that is too long for GitHub is shortened, and still known again", async () => {
  const hub = await github();
  const findings = Array.from({ length: 150 }, (_, i) => finding(`field ${i} ${"long ".repeat(160)}`));
  const first = await night(hub, [contract(findings)]);
  const second = await night(hub, [contract(findings)]);
  expect({ first: first.did, second: second.did }).toEqual({
    first: ["create shop: it drifted, and has no issue yet"],
    second: ["none shop: nothing changed"],
  });
});

test("what a person writes around our part stays to the letter", async () => {
  const hub = await github();
  await night(hub, [drifted("shop")]);
  const issue = hub.issue(1);
  const [marker = "", ...rest] = issue.body.split("\n");
  issue.body = [`> Who looks at this? $& $1`, marker, "Ours.", rest.join("\n"), "\r\n- [ ] ask them 🙈"].join("\r\n");
  await night(hub, [contract([finding("total of shop"), finding("tax")])]);
  const around = issue.body
    .replace(/^<!-- drift:v1 .*-->$/m, "M")
    .replace(/<!-- drift:begin -->[\s\S]*<!-- drift:end -->/, "B");
  expect(around).toBe("> Who looks at this? $& $1\r\nM\nOurs.\r\nB\n\r\n\r\n- [ ] ask them 🙈");
});
