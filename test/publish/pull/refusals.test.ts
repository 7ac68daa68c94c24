import { expect, test } from "vitest";
import type { GitHub } from "../../support/github/index.ts";
import type { Rule } from "../../support/github/rules.ts";
import type { Permissions } from "../../support/github/state.ts";
import { type Circumstances, github } from "../nights.ts";
import { drift, evening, pinCommit, proposal, tax, total } from "./proposals.ts";

const branch = "driftpin/shop";
const opened = "create shop: it drifted, and has no issue yet";
const pull = "create shop: it drifted, and has no pull request yet";

/** Something that GitHub does not allow, and what comes of it on the first night. */
interface Refusal {
  readonly is: (hub: GitHub) => void;
  readonly more?: Circumstances;
  readonly did: readonly string[];
  readonly notes: readonly string[];
  readonly hasBranch?: boolean;
}

const settings =
  "allow it in the settings of the repository or the organisation: Actions, General, Allow GitHub Actions to create and approve pull requests";
const compare = "https://github.example/acme/shop/compare/main...driftpin/shop?expand=1";

const refusals: Record<string, Refusal> = {
  "PRs not allowed setting: the branch is kept, and the issue has the address that opens one": {
    is: ({ state }) => {
      state.actionsMayOpenPulls = false;
    },
    more: { env: { GITHUB_SERVER_URL: "https://github.example" } },
    did: [opened, `${pull} (refused)`, "update shop: its pull request is linked"],
    notes: [
      `GitHub does not let this token open pull requests. What one would hold is on the branch driftpin/shop: ${compare} ${settings}`,
    ],
    hasBranch: true,
  },
  "PRs not allowed setting, and no server is known: no address is made up": {
    is: ({ state }) => {
      state.actionsMayOpenPulls = false;
    },
    did: [opened, `${pull} (refused)`],
    notes: [
      `GitHub does not let this token open pull requests. What one would hold is on the branch driftpin/shop. ${settings}`,
    ],
    hasBranch: true,
  },
  "A ruleset that refuses our branch (GH013): issue only, and a warning that names the rule": {
    is: rules("creation"),
    did: [opened, `${pull} (refused)`],
    notes: [
      "A rule of the repository refuses the branch of shop, so there is only its issue: Cannot create ref due to creations being restricted. exempt branches that start with driftpin/ from that rule",
    ],
  },
  "Signed commits required: the API signs for bots": {
    is: rules("required_signatures"),
    did: [opened, pull, "update shop: its pull request is linked"],
    notes: [],
    hasBranch: true,
  },
  "Signed commits required, of a person's token: issue only, and what to do": {
    is(hub) {
      rules("required_signatures")(hub);
      hub.state.tokens.set("bot-token", { login: "octocat", bot: false, mayWrite: true });
    },
    more: { publish: { botLogins: ["octocat"] } },
    did: [opened, `${pull} (refused)`],
    notes: [
      "The repository asks for signed commits, and GitHub does not sign those of this token (shop). use the workflow's own token or an app's, with publish.commit-mode: api",
    ],
  },
  "Token lacks contents: write: issue only, and the exact line to add": {
    is: lets({ issues: "write", contents: "read", pull_requests: "write" }),
    did: [opened, `${pull} (refused)`],
    notes: [
      "The token is not permitted to write what the plan says. add to the workflow: permissions: { contents: write }",
    ],
  },
  "Token lacks pull-requests: write: issue only, and the exact line to add": {
    is: lets({ issues: "write", contents: "write", pull_requests: "read" }),
    did: [opened, `${pull} (refused)`],
    notes: [
      "The token is not permitted to write what the plan says. add to the workflow: permissions: { pull-requests: write }",
    ],
    hasBranch: true,
  },
  "Token may not even read contents: issue only, and the exact line to add": {
    is: lets({ issues: "write" }),
    did: [opened],
    notes: [
      "The token is not permitted to write what the plan says. add to the workflow: permissions: { contents: read }",
    ],
  },
  "A base branch that is gone: one message that names the cure, and the issue": {
    is: () => undefined,
    more: { publish: { base: "develop" } },
    did: [opened, "none shop: the branch that it is for is gone"],
    notes: [
      "DP5008 the repository has no branch develop, so there is nothing that pull requests could be for: set publish.base in the configuration to a branch that is there",
    ],
  },
  "Default branch protected: we never push to it": {
    is: ({ state }) => {
      state.rulesets.push({ branches: "main", rules: ["update", "pull_request", "non_fast_forward"] });
    },
    did: [opened, pull, "update shop: its pull request is linked"],
    notes: [],
    hasBranch: true,
  },
  "Another base than the default branch: the issue is named, not closed": {
    is: ({ people }) => people.push({ branch: "develop", files: { "src/shop.ts": "wip" } }),
    more: { publish: { base: "develop" } },
    did: [opened, pull, "update shop: its pull request is linked"],
    notes: [],
    hasBranch: true,
  },
  "Dry run: the plan, and nothing else": {
    is: () => undefined,
    more: { dryRun: true },
    did: [`${opened} (planned)`, `${pull} (planned)`],
    notes: [],
  },
};

test.each(Object.entries(refusals))("%s", async (_, { is, more, did, notes, hasBranch = false }) => {
  const hub = await github();
  is(hub);
  const main = hub.state.refs.get("refs/heads/main");
  const first = await evening(hub, [drift], [total], more);
  const second = await evening(hub, [drift], [total], more);
  expect({
    ...{ did: first.did, notes: first.notes, again: second.writes.filter(isSeen) },
    hasBranch: hub.state.refs.has(`refs/heads/${branch}`),
    main: hub.state.refs.get("refs/heads/main"),
  }).toEqual({ did, notes, again: [], hasBranch, main });
});

test("PRs not allowed setting: once it is allowed, the pull request is opened and linked", async () => {
  const hub = await github();
  const more = { env: { GITHUB_SERVER_URL: "https://github.example" } };
  hub.state.actionsMayOpenPulls = false;
  await evening(hub, [drift], [total], more);
  const before = hub.issue(1).body;
  hub.state.actionsMayOpenPulls = true;
  const { did } = await evening(hub, [drift], [total], more);
  expect({ before, did, after: hub.issue(1).body }).toEqual({
    before: expect.stringContaining(`[open a pull request](${compare})`),
    did: [
      "none shop: nothing changed",
      "create shop: its branch has no pull request yet",
      "update shop: its pull request is linked",
    ],
    after: expect.stringContaining("Pull request #2 holds the new pin."),
  });
});

test("a workflow is never written: the commits without one still are", async () => {
  const hub = await github();
  const patch = { subject: "Patch CI", body: "", files: [{ path: ".github/workflows/ci.yml", text: "on: push" }] };
  await evening(hub, [drift], [{ ...total, commits: [pinCommit("shop", "x"), patch] }]);
  expect(Object.keys(hub.people.files(branch))).toEqual([
    "README.md",
    "specs/shop/contract.json",
    "specs/shop/pin.json",
  ]);
});

test("Too many new items: as many pull requests as max-open-prs, the gravest first; the rest when there is room", async () => {
  const hub = await github();
  const vendors = ["mail", "shop", "tax"];
  const reports = vendors.map((vendor, i) => ({
    ...drift,
    vendor,
    findings: drift.findings.map((finding) => ({ ...finding, level: i === 2 ? "breaking" : "warning" }) as const),
  }));
  const proposals = vendors.map((vendor) => proposal("drift", { vendor }));
  const more = { publish: { maxOpenPrs: 2 } };
  const first = await evening(hub, reports, proposals, more);
  hub.people.merge(4);
  const second = await evening(hub, reports.slice(0, 2), proposals, more);
  const pulls = ({ did }: typeof first) => did.filter((line) => /pull request/.test(line) && !/linked/.test(line));
  expect([pulls(first), pulls(second)]).toEqual([
    [
      "create tax: it drifted, and has no pull request yet",
      "create mail: it drifted, and has no pull request yet",
      "none shop: not more than 2 pull requests are open at once",
    ],
    ["create shop: it drifted, and has no pull request yet"],
  ]);
});

test("Draft when a suggestion needs a person; ready when none does any more; a person's choice is kept", async () => {
  const hub = await github();
  const suggested = (applicability: "likely" | "verified") => ({
    ...drift,
    findings: drift.findings.map((finding) => ({
      ...finding,
      suggestions: [{ kind: "rename-property", applicability, text: "Read sum", diff: "-a.total\n+a.sum\n" }],
    })),
  });
  const isDraft = () => hub.people.pull(2).pull.draft;
  const drafts: boolean[] = [];
  for (const applicability of ["likely", "verified", "likely"] as const) {
    await evening(hub, [suggested(applicability)], [total]);
    drafts.push(isDraft());
  }
  const { body } = hub.people.pull(2);
  hub.people.pull(2).pull.draft = false;
  await evening(hub, [suggested("likely")], [tax]);
  drafts.push(isDraft());
  expect({ drafts, body }).toEqual({
    drafts: [true, false, true, false],
    body: expect.stringMatching(/- \[ \] \*\*likely\*\*: Read sum\n\n```diff\n-a\.total\n\+a\.sum\n```/),
  });
});

test("Overlapping branch push: the lease fails, and the branch is left for the next run, with a warning", async () => {
  const hub = await github();
  await evening(hub, [drift], [total]);
  hub.meanwhile(
    (route) => route === "POST /graphql",
    () => void hub.people.push({ branch, files: { "src/shop.ts": "adapted" } }),
  );
  const { did, notes } = await evening(hub, [drift], [tax]);
  expect({ did: did[1], notes, theirs: hub.people.files(branch)["src/shop.ts"] }).toEqual({
    did: "update shop: something else drifted than what it held (dropped)",
    notes: ["driftpin/shop changed while this ran; the next run looks again."],
    theirs: "adapted",
  });
});

test("a person's branch by our name is never written to", async () => {
  const hub = await github();
  hub.people.push({ branch, files: { "src/shop.ts": "adapted" } });
  const { did } = await evening(hub, [drift], [total]);
  expect([did[1], hub.people.files(branch)]).toEqual([
    "none shop: somebody else committed to its branch",
    { "README.md": "# Shop\n", "src/shop.ts": "adapted" },
  ]);
});

test("a token whose pull requests the next run would not know opens none, and says what to add", async () => {
  const hub = await github();
  await evening(hub, [drift]);
  hub.state.tokens.set("bot-token", { login: "octocat", bot: false, mayWrite: true });
  const { did, notes } = await evening(hub, [drift], [total]);
  expect({ did, notes }).toEqual({
    did: ["none shop: nothing changed"],
    notes: [expect.stringMatching(/^DP5006 the token belongs to octocat/)],
  });
});

/** Objects that nothing points at are nobody's concern. */
function isSeen(route: string): boolean {
  return !/\/git\/(blobs|trees|commits)$/.test(route);
}

function rules(rule: Rule) {
  return ({ state }: GitHub) => void state.rulesets.push({ branches: "**", rules: [rule] });
}

function lets(permissions: Permissions) {
  return ({ state }: GitHub) =>
    void state.tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: true, permissions });
}
