import { expect, test } from "vitest";
import type { GitHub } from "../../support/github/index.ts";
import { github } from "../nights.ts";
import { drift, evening, proposal, tax, total } from "./proposals.ts";

const branch = "driftpin/shop";
const blobs = "POST /repos/{owner}/{repo}/git/blobs";

test.each(["api", "git"] as const)("%s: the same branch, and nothing to do on the next night", async (commitMode) => {
  const hub = await github();
  const more = { publish: { commitMode }, env: { GITHUB_SERVER_URL: hub.url } };
  await evening(hub, [drift], [total], more);
  await evening(hub, [drift], [tax], more);
  const { did } = await evening(hub, [drift], [tax], more);
  expect({ did, pin: hub.people.files(branch)["specs/shop/pin.json"], said: lastMessage(hub) }).toEqual({
    did: ["none shop: nothing changed", "none shop: nothing changed"],
    pin: '{ "of": "tax is gone, too" }\n',
    said: [
      "Pin the new contract of shop",
      "",
      "From 1.0.0 to 1.1.0, as published.",
      "",
      expect.stringMatching(/^Drift-Bot-Id: [0-9a-f]{12}$/),
      `Drift-Bot-Tree: ${tax.identity}`,
    ],
  });
});

test("Signed commits required: git gives way to the API, which signs", async () => {
  const hub = await github();
  hub.state.rulesets.push({ branches: "**", rules: ["required_signatures"] });
  const more = { publish: { commitMode: "git" }, env: { GITHUB_SERVER_URL: hub.url } } as const;
  const { did, notes } = await evening(hub, [drift], [total], more);
  expect({ did: did[1], notes }).toEqual({ did: "create shop: it drifted, and has no pull request yet", notes: [] });
});

test("git without a server's address: the issue, and one message that names the cure", async () => {
  const hub = await github();
  const { did, notes } = await evening(hub, [drift], [total], { publish: { commitMode: "git" } });
  expect({ did, notes }).toEqual({
    did: ["create shop: it drifted, and has no issue yet"],
    notes: [expect.stringMatching(/^DP5007 GITHUB_SERVER_URL is not set/)],
  });
});

test("more than 100 files are sent in pieces", async () => {
  const hub = await github();
  const files = Array.from({ length: 130 }, (_, i) => ({ path: `src/shop/${i}.ts`, text: `// ${i}\n` }));
  const many = { ...total, commits: [...total.commits, { subject: "Adapt", body: "", files }] };
  const { writes } = await evening(hub, [drift], [many]);
  expect([
    writes.filter((route) => route.endsWith("/git/trees")).length,
    Object.keys(hub.people.files(branch)).length,
  ]).toEqual([3, 133]);
});

test("what git names by its content is sent again where the answer was lost, and the branch is made once", async () => {
  const hub = await github();
  hub.fail({ on: (route) => route === blobs, applied: true, times: 1 });
  hub.fail({ on: (route) => route.endsWith("/git/refs"), applied: true, times: 1 });
  hub.fail({ on: (route) => route === "POST /repos/{owner}/{repo}/pulls", applied: true, times: 1 });
  const { did, notes } = await evening(hub, [drift], [total]);
  expect({ did: did[1], notes, pulls: hub.state.issues.filter(({ pull }) => pull).length }).toEqual({
    did: "create shop: it drifted, and has no pull request yet",
    notes: [],
    pulls: 1,
  });
});

test("a branch that was moved, and whose answer was lost, is found where it should be", async () => {
  const hub = await github();
  await evening(hub, [drift], [total]);
  hub.fail({ on: (route) => route === "POST /graphql", applied: true, times: 1 });
  const { did, notes } = await evening(hub, [drift], [tax]);
  expect({ did: did[1], notes }).toEqual({ did: "update shop: something else drifted than what it held", notes: [] });
});

test("a vendor whose name git would not take gets a branch all the same", async () => {
  const hub = await github();
  for (const vendor of ["a..b", "x.lock"]) {
    await evening(hub, [{ ...drift, vendor }], [proposal("drift", { vendor })]);
  }
  expect([...hub.state.refs.keys()].sort()).toEqual([
    expect.stringMatching(/^refs\/heads\/driftpin\/a-b-[0-9a-f]{8}$/),
    expect.stringMatching(/^refs\/heads\/driftpin\/x-lock-[0-9a-f]{8}$/),
    "refs/heads/main",
  ]);
});

function lastMessage({ state }: GitHub): string[] {
  const commit = state.objects.get(state.refs.get(`refs/heads/${branch}`) ?? "");
  const text = Buffer.from(commit?.data ?? "", "latin1").toString("utf8");
  const [, ...message] = text.split("\n\n");
  return message.join("\n\n").trimEnd().split("\n");
}
