import { describe, expect, test } from "vitest";
import { github } from "../../publish/nights.ts";
import { ask } from "./asking.ts";
import type { GitHub } from "./index.ts";
import { settled } from "./settled.ts";

/** An issue, and a pull request that promises to close it. */
async function withPull(): Promise<GitHub> {
  const hub = await github();
  hub.open({ author: "octocat", title: "Drift" });
  hub.people.push({ branch: "driftpin/shop", files: { "specs/shop/pin.json": "1\n" }, message: "Pin" });
  hub.people.push({ branch: "driftpin/shop", files: { "specs/shop/types.ts": "2\n" }, message: "Add types" });
  hub.people.openPull({ head: "driftpin/shop", title: "Accept", body: "Closes #1" });
  return hub;
}

describe("a pull request that is merged", () => {
  test.each([
    ["merge" as const, ["Open the shop", "Pin", "Add types", "Merge pull request #2 from driftpin/shop"]],
    ["squash" as const, ["Open the shop", "Accept (#2)"]],
    ["rebase" as const, ["Open the shop", "Pin", "Add types"]],
  ])("by %s holds its files, and closes what it promised to close", async (how, messages) => {
    const hub = await withPull();
    hub.people.push({ branch: "main", files: { "src/shop.ts": "" }, message: "Open the shop" });
    hub.people.merge(2, how);
    const { body } = await ask(hub, "GET /pulls/2");
    const { body: history } = await ask(hub, "GET /compare/main...main");
    const [issue, pull] = hub.state.issues;
    expect({
      files: Object.keys(hub.people.files("main")).sort(),
      states: [issue?.state, issue?.state_reason, pull?.state, (body as { merged: boolean }).merged],
      message: (history as { base_commit: { commit: { message: string } } }).base_commit.commit.message,
    }).toEqual({
      files: ["README.md", "specs/shop/pin.json", "specs/shop/types.ts", "src/shop.ts"],
      states: ["closed", "completed", "closed", true],
      message: messages.at(-1),
    });
  });

  test("by a push of its commits counts as merged, too", async () => {
    const hub = await withPull();
    hub.people.reset("main", hub.people.pull(2).pull.sha);
    expect(hub.people.pull(2)).toMatchObject({ state: "closed", pull: { merged: expect.anything() } });
  });
});

test("both sides' changes to a file are merged line by line, or conflict", async () => {
  const lines = (first: string, last: string) => [first, "2", "3", "4", "5", last, ""].join("\n");
  const hub = await github();
  hub.people.push({ branch: "main", files: { pin: lines("1", "6") } });
  hub.people.push({ branch: "apart", files: { pin: lines("1", "six") } });
  hub.people.push({ branch: "same", files: { pin: lines("uno", "6") } });
  hub.people.push({ branch: "main", files: { pin: lines("one", "6") } });
  hub.people.openPull({ head: "apart", title: "Apart" });
  hub.people.openPull({ head: "same", title: "Same" });
  const mergeable = async (number: number) => {
    return ((await ask(hub, `GET /pulls/${number}`)).body as { mergeable: boolean }).mergeable;
  };
  expect([await mergeable(1), await mergeable(2)]).toEqual([true, false]);
  hub.people.merge(1);
  expect(hub.people.files("main").pin).toBe(lines("one", "six"));
});

test("a comparison tells who committed what, and which files differ", async () => {
  const hub = await withPull();
  hub.people.push({ branch: "main", files: { "README.md": "# Shop\n\nOpen.\n" } });
  const { body } = await ask(hub, "GET /compare/main...driftpin%2Fshop");
  const { status, ahead_by, behind_by, commits, files } = body as {
    status: string;
    ahead_by: number;
    behind_by: number;
    commits: { commit: { author: { email: string }; message: string } }[];
    files: { filename: string; status: string; additions: number; patch: string }[];
  };
  expect({
    ...{ status, ahead_by, behind_by },
    commits: commits.map(({ commit }) => `${commit.author.email} ${commit.message}`),
    files: files.map(({ filename, status, additions, patch }) => ({ filename, status, additions, patch })),
  }).toEqual({
    ...{ status: "diverged", ahead_by: 2, behind_by: 1 },
    commits: ["octocat@users.noreply.github.com Pin", "octocat@users.noreply.github.com Add types"],
    files: [
      { filename: "specs/shop/pin.json", status: "added", additions: 1, patch: "@@ -0,0 +1,1 @@\n+1" },
      { filename: "specs/shop/types.ts", status: "added", additions: 1, patch: "@@ -0,0 +1,1 @@\n+2" },
    ],
  });
});

test("a pull request follows its branch, and is closed when the branch is gone", async () => {
  const hub = await withPull();
  const moved = hub.people.push({ branch: "driftpin/shop", files: { more: "" } });
  const followed = hub.people.pull(2).pull.sha;
  hub.people.deleteBranch("driftpin/shop");
  expect([followed, hub.people.pull(2).state, hub.people.pull(2).pull.merged]).toEqual([moved, "closed", undefined]);
});

test("a bot's commit is signed where GitHub says who commits; a person's is not", async () => {
  const hub = await github();
  hub.state.tokens.set("persons-token", { login: "octocat", bot: false, mayWrite: true });
  const tree = ((await ask(hub, "GET /git/trees/main")).body as { sha: string }).sha;
  const verified = async (token: string, more: object = {}) => {
    const { body } = await ask(hub, "POST /git/commits", { message: "Pin", tree, parents: [], ...more }, token);
    return (body as { verification: { verified: boolean } }).verification.verified;
  };
  const author = { name: "bot", email: "bot@example.com" };
  expect([
    await verified("bot-token"),
    await verified("bot-token", { author }),
    await verified("persons-token"),
  ]).toEqual([true, false, false]);
});

test("two ways to the same end are told to be the same", async () => {
  const [one, other] = [await withPull(), await withPull()];
  one.people.merge(2, "squash");
  other.people.push({ branch: "elsewhere", files: { gone: "" } });
  other.people.deleteBranch("elsewhere");
  other.state.now = "2026-01-03T03:04:05Z";
  other.people.merge(2, "squash");
  expect(settled(other.state)).toEqual(settled(one.state));
});
