import { describe, expect, test } from "vitest";
import type { State } from "../support/github/state.ts";
import { type Circumstances, contract, finding, github, night, publication } from "./nights.ts";

const total = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);

interface Case {
  readonly state?: (state: State) => void;
  readonly more?: Circumstances;
  readonly mode: string;
  readonly notes: readonly string[];
}

const silent: Record<string, Case> = {
  "runs for pull requests": {
    more: { env: { GITHUB_EVENT_NAME: "pull_request" } },
    mode: "report-only",
    notes: ["Nothing was published: runs for pull requests write nothing."],
  },
  "runs in a fork": {
    state: (state) => {
      state.fork = true;
    },
    mode: "report-only",
    notes: ["Nothing was published: acme/shop is a fork."],
  },
  "an archived repository": {
    state: (state) => {
      state.archived = true;
    },
    mode: "report-only",
    notes: ["Nothing was published: acme/shop is archived."],
  },
  "disabled issues": {
    state: (state) => {
      state.hasIssues = false;
    },
    mode: "report-only",
    notes: ["Nothing was published: issues are disabled in acme/shop."],
  },
  "a token that may only read": {
    state: readOnly,
    mode: "published",
    notes: [
      "The token is not permitted to write what the plan says. add to the workflow: permissions: { issues: write }",
    ],
  },
  "a dry run": { more: { dryRun: true }, mode: "dry-run", notes: [] },
};

describe("nothing is written, and the report is enough, for", () => {
  test.each(Object.entries(silent))("%s", async (_, { state, more, mode, notes }) => {
    const hub = await github();
    state?.(hub.state);
    const told = await publication(hub, [total], more);
    expect({
      mode: told.mode,
      notes: told.notes.map(({ text, todo }) => (todo ? `${text} ${todo}` : text)),
      writes: hub.writes(),
    }).toEqual({
      mode,
      notes: expect.arrayContaining(notes as string[]),
      writes: [],
    });
  });
});

test("a fork that the configuration names gets its issues", async () => {
  const hub = await github();
  hub.state.fork = true;
  expect((await night(hub, [total], { publish: { repository: "acme/shop" } })).did).toEqual([
    "create shop: it drifted, and has no issue yet",
  ]);
});

test("a dry run holds the plan, with the text of the issue", async () => {
  const hub = await github();
  const { outcomes } = await publication(hub, [total], { dryRun: true });
  expect(JSON.parse(JSON.stringify(outcomes))).toEqual([
    {
      do: "create",
      item: expect.stringMatching(/^[0-9a-f]{12}$/),
      name: "shop",
      reason: "it drifted, and has no issue yet",
      ending: "planned",
      level: "breaking",
      title: "shop drifted from its pinned contract",
      marker: expect.objectContaining({ state: "open", rev: 1 }),
      block: expect.stringContaining("total was removed"),
      assignees: [],
    },
  ]);
});

test("a dry run needs neither a repository nor a token", async () => {
  const hub = await github();
  const env = { GITHUB_REPOSITORY: "", GITHUB_TOKEN: "" };
  const { did, notes } = await night(hub, [total], { dryRun: true, env });
  expect({ did, notes, asked: hub.log }).toEqual({
    did: ["create shop: it drifted, and has no issue yet (planned)"],
    notes: [
      "No repository is known, so this is the plan for one that holds no issues yet. set publish.repository in the configuration, or GITHUB_REPOSITORY",
    ],
    asked: [],
  });
});

describe("refuses, before anything is written, with", () => {
  test.each<[string, Circumstances, string]>([
    [
      "no repository",
      { env: { GITHUB_REPOSITORY: "" } },
      "DP5001 no repository to publish to: set publish.repository in the configuration, or GITHUB_REPOSITORY, to owner/name",
    ],
    [
      "no token",
      { env: { GITHUB_TOKEN: "" } },
      "DP5002 GITHUB_TOKEN is not set, so nothing can be published: pass the workflow's token: env: { GITHUB_TOKEN: ${{ github.token }} }, with permissions: { issues: write }",
    ],
    [
      "an unknown repository",
      { env: { GITHUB_REPOSITORY: "acme/none" } },
      "DP5003 GitHub knows no repository acme/none that this token may see: check publish.repository or GITHUB_REPOSITORY, and what the token gives access to",
    ],
    [
      "a wrong token",
      { env: { GITHUB_TOKEN: "expired" } },
      "DP5004 GitHub does not accept the token: set GITHUB_TOKEN to a valid one",
    ],
    [
      "a person's token whose issues would not be found again",
      { env: { GITHUB_TOKEN: "persons-token" } },
      'DP5006 the token belongs to octocat, whose issues driftpin would not take for its own: add "octocat" to publish.bot-logins',
    ],
  ])("%s", async (_, more, message) => {
    const hub = await github();
    hub.state.tokens.set("persons-token", { login: "octocat", bot: false, mayWrite: true });
    await expect(publication(hub, [total], more)).rejects.toThrow(message);
    expect(hub.writes()).toEqual([]);
  });

  test("a GitHub that does not answer", async () => {
    const hub = await github();
    hub.fail({ on: () => true, applied: false });
    await expect(publication(hub, [total])).rejects.toThrow(
      /^DP5005 the issues of acme\/shop could not be read: .+: nothing was written; run it again later$/,
    );
  });
});

test("a person's token works once the configuration names them", async () => {
  const hub = await github();
  hub.state.tokens.set("persons-token", { login: "octocat", bot: false, mayWrite: true });
  const more = { env: { GITHUB_TOKEN: "persons-token" }, publish: { botLogins: ["OctoCat"] } };
  await night(hub, [total], more);
  expect((await night(hub, [total], more)).did).toEqual(["none shop: nothing changed"]);
});

test("a missing permission stops the writing once, and is told once", async () => {
  const hub = await github();
  await night(hub, [total]);
  readOnly(hub.state);
  const told = await publication(hub, [worse, { ...total, vendor: "mail" }]);
  expect({ endings: told.outcomes.map(({ name, ending }) => `${name} ${ending}`), notes: told.notes.length }).toEqual({
    endings: ["shop refused", "mail refused"],
    notes: 1,
  });
});

function readOnly(state: State): void {
  state.tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: false });
}
