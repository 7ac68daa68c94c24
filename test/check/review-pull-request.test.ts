import { expect, onTestFinished, test } from "vitest";
import { reviewPullRequest } from "../../src/check/review/pull-request.ts";
import type { Runtime } from "../../src/runtime/index.ts";
import { filesOf } from "../support/folder.ts";
import { type GitHub, startGitHub } from "../support/github/index.ts";
import { people } from "../support/github/people.ts";
import { pinnedTeam, required, shop, type Team } from "./team.ts";

test("a pull request's base is read from GitHub, and nothing is written there", async () => {
  const { team, hub, base } = await onGitHub();
  team.publish(shop({ parameters: [required("region")] }));
  await team.pin();
  const report = await reviewPullRequest(team.config, eventOf(base), runtimeOf(team, hub));
  expect([report.summary, report.reviewed.map(({ pin }) => pin.kind), hub.writes(0)]).toEqual([
    { breaking: 1, warning: 0, info: 0, unknown: 0 },
    ["re-pinned"],
    [],
  ]);
});

test("an untouched pin costs no request for its contract", async () => {
  const { team, hub, base } = await onGitHub();
  const report = await reviewPullRequest(team.config, eventOf(base), runtimeOf(team, hub));
  expect([
    report.reviewed,
    hub.log.map(({ path }) => decodeURIComponent(path.replace(/^.*\/contents\/|\?.*$/g, "").replace(base, "BASE"))),
  ]).toEqual([
    [],
    ["/repos/acme/shop/git/commits/BASE", "driftpin.yaml", "specs/shop/pin.json", "specs/shop/baseline.json"],
  ]);
});

test.each([
  ["a commit that GitHub does not know", { base: "0".repeat(40), code: "DP5003" }],
  ["an event of no pull request", { base: undefined, code: "DP6403" }],
])("%s is told, and not taken for one where nothing was pinned", async (_, { base, code }) => {
  const { team, hub } = await onGitHub();
  await expect(reviewPullRequest(team.config, eventOf(base), runtimeOf(team, hub))).rejects.toMatchObject({ code });
});

async function onGitHub(): Promise<{ readonly team: Team; readonly hub: GitHub; readonly base: string }> {
  const team = await pinnedTeam();
  const hub = await startGitHub();
  onTestFinished(() => hub.close());
  const base = people(hub.state).push({ branch: "main", files: await filesOf(team.folder) });
  return { team, hub, base };
}

function runtimeOf({ runtime }: Team, { url }: GitHub): Runtime {
  const env = { GITHUB_REPOSITORY: "acme/shop", GITHUB_TOKEN: "bot-token", GITHUB_API_URL: url };
  return { ...runtime, env: { ...runtime.env, ...env } };
}

function eventOf(sha: string | undefined) {
  return { pull_request: { number: 1, base: { ref: "main", ...(sha !== undefined && { sha }) } } };
}
