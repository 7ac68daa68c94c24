import { expect, test } from "vitest";
import { github } from "../../publish/nights.ts";
import { ask } from "./asking.ts";
import { type GitHub, startGitHub } from "./index.ts";
import type { Permissions } from "./state.ts";

interface Case {
  /** What is so before. */
  readonly given?: (hub: GitHub) => void;
  /** `POST /issues`, and its body. */
  readonly asked: readonly [request: string, body?: object | ((hub: GitHub) => object)];
  readonly token?: string;
  /** Status and reason. */
  readonly refused: string;
}

const branch = (hub: GitHub) => hub.people.push({ branch: "driftpin/shop", files: { "specs/shop/pin.json": "1" } });
const pull = (hub: GitHub) => {
  branch(hub);
  hub.people.openPull({ head: "driftpin/shop", title: "Accept" });
};
const asPull = { title: "Accept", head: "driftpin/shop", base: "main" };
const main = ({ state }: GitHub) => state.refs.get("refs/heads/main") ?? "";
const ruled =
  (...rules: GitHub["state"]["rulesets"][number]["rules"]) =>
  (hub: GitHub) => {
    branch(hub);
    hub.state.rulesets.push({ branches: "**", rules });
  };
const only = (permissions: Permissions) => (hub: GitHub) => {
  branch(hub);
  hub.state.tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: true, permissions });
};

const issues: Record<string, Case> = {
  "a body of more than 65,536 characters": {
    asked: ["POST /issues", { title: "Long", body: "🙈".repeat(65_537) }],
    refused: "422 body is too long (maximum is 65536 characters)",
  },
  "a title of more than 256 characters": {
    given: (hub) => hub.open({ author: "octocat", title: "First" }),
    asked: ["PATCH /issues/1", { title: "x".repeat(257) }],
    refused: "422 title is too long (maximum is 256 characters)",
  },
  "a label that is there": { asked: ["POST /labels", { name: "bug" }], refused: "422 already_exists" },
  "a label that is not on the issue": {
    given: (hub) => hub.open({ author: "octocat", title: "First" }),
    asked: ["DELETE /issues/1/labels/bug"],
    refused: "404 Label does not exist",
  },
  "a comment where the conversation is locked": {
    given: (hub) => hub.open({ author: "octocat", title: "First", locked: true }),
    asked: ["POST /issues/1/comments", { body: "Hello" }],
    refused: "403 Unable to create comment because issue is locked.",
  },
  "anything in an archive": {
    given: ({ state }) => Object.assign(state, { archived: true }),
    asked: ["POST /labels", { name: "new" }],
    refused: "403 Repository was archived so is read-only.",
  },
  "an issue where issues are disabled": {
    given: ({ state }) => Object.assign(state, { hasIssues: false }),
    asked: ["POST /issues", { title: "New" }],
    refused: "410 Issues are disabled for this repo",
  },
  "an unknown token": { asked: ["POST /labels", { name: "new" }], token: "unknown", refused: "401 Bad credentials" },
};

const pulls: Record<string, Case> = {
  "a second pull request of a branch": {
    given: pull,
    asked: ["POST /pulls", asPull],
    refused: "422 A pull request already exists for acme:driftpin/shop.",
  },
  "a pull request without commits": {
    given: (hub) => hub.people.reset("driftpin/shop", main(hub)),
    asked: ["POST /pulls", asPull],
    refused: "422 No commits between main and driftpin/shop",
  },
  "a pull request of a branch that is not there": { asked: ["POST /pulls", asPull], refused: "422 invalid" },
  "a pull request of Actions where the setting forbids it": {
    given(hub) {
      branch(hub);
      hub.state.actionsMayOpenPulls = false;
    },
    asked: ["POST /pulls", asPull],
    refused: "403 GitHub Actions is not permitted to create or approve pull requests.",
  },
  "reopening a pull request whose branch is gone": {
    given(hub) {
      pull(hub);
      hub.people.deleteBranch("driftpin/shop");
    },
    asked: ["PATCH /pulls/1", { state: "open" }],
    refused: "422 state cannot be changed. The driftpin/shop branch has been deleted.",
  },
  "reopening a pull request whose branch was made again": {
    given(hub) {
      pull(hub);
      hub.people.deleteBranch("driftpin/shop");
      hub.people.push({ branch: "driftpin/shop", files: { other: "1" } });
    },
    asked: ["PATCH /issues/1", { state: "open" }],
    refused: "422 state cannot be changed. The driftpin/shop branch was force-pushed or recreated.",
  },
  "reopening what is merged": {
    given(hub) {
      pull(hub);
      hub.people.merge(1);
    },
    asked: ["PATCH /pulls/1", { state: "open" }],
    refused: "422 state cannot be changed. The pull request is merged.",
  },
  "a base that is not there": {
    given: pull,
    asked: ["PATCH /pulls/1", { base: "next" }],
    refused: "422 invalid",
  },
};

const refs: Record<string, Case> = {
  "a branch that is there": {
    given: branch,
    asked: ["POST /git/refs", (hub) => ({ ref: "refs/heads/driftpin/shop", sha: main(hub) })],
    refused: "422 Reference already exists",
  },
  "a branch without a proper name": {
    asked: ["POST /git/refs", (hub) => ({ ref: "refs/heads/drift..pin", sha: main(hub) })],
    refused: "422 refs/heads/drift..pin is not a valid ref name.",
  },
  "a branch at a commit that is not there": {
    asked: ["POST /git/refs", { ref: "refs/heads/driftpin/shop", sha: "1".repeat(40) }],
    refused: "422 Object does not exist",
  },
  "moving a branch back without force": {
    given: branch,
    asked: ["PATCH /git/refs/heads/driftpin/shop", (hub) => ({ sha: main(hub) })],
    refused: "422 Update is not a fast forward",
  },
  "moving a branch that is not there": {
    asked: ["PATCH /git/refs/heads/driftpin/shop", (hub) => ({ sha: main(hub), force: true })],
    refused: "422 Reference does not exist",
  },
  "deleting a branch that is not there": {
    asked: ["DELETE /git/refs/heads/driftpin/shop"],
    refused: "422 Reference does not exist",
  },
  "a tree of a blob that is not there": {
    asked: ["POST /git/trees", { tree: [{ path: "a", mode: "100644", type: "blob", sha: "1".repeat(40) }] }],
    refused: `422 tree.sha ${"1".repeat(40)} is not a valid blob`,
  },
  "a tree with a path that git does not take": {
    asked: ["POST /git/trees", { tree: [{ path: "../a", mode: "100644", type: "blob", content: "" }] }],
    refused: "422 tree.path contains a malformed path component",
  },
  "a commit of a tree that is not there": {
    asked: ["POST /git/commits", { message: "Pin", tree: "1".repeat(40), parents: [] }],
    refused: "422 Tree SHA does not exist",
  },
};

const rules: Record<string, Case> = {
  "a new branch where rules forbid it": {
    given: ({ state }) => state.rulesets.push({ branches: "driftpin/**", rules: ["creation"] }),
    asked: ["POST /git/refs", (hub) => ({ ref: "refs/heads/driftpin/shop", sha: main(hub) })],
    refused: "422 Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n",
  },
  "a force push where rules forbid it": {
    given: ruled("non_fast_forward"),
    asked: ["PATCH /git/refs/heads/driftpin/shop", (hub) => ({ sha: main(hub), force: true })],
    refused: "422 Repository rule violations found\n\nCannot force-push to this branch\n\n",
  },
  "deleting a branch where rules forbid it": {
    given: ruled("deletion"),
    asked: ["DELETE /git/refs/heads/driftpin/shop"],
    refused: "422 Repository rule violations found\n\nCannot delete this branch\n\n",
  },
  "a protected default branch's commit": {
    given: ruled("pull_request"),
    asked: ["PATCH /git/refs/heads/main", (hub) => ({ sha: hub.state.refs.get("refs/heads/driftpin/shop") })],
    refused: "422 Repository rule violations found\n\nChanges must be made through a pull request.\n\n",
  },
  "a workflow without leave": {
    asked: [
      "POST /git/trees",
      { tree: [{ path: ".github/workflows/a.yml", mode: "100644", type: "blob", content: "" }] },
    ],
    refused: "403 Resource not accessible by integration",
  },
  "an issue without issues: write": {
    given: only({ contents: "write", pull_requests: "write" }),
    asked: ["POST /issues", { title: "New" }],
    refused: "403 Resource not accessible by integration",
  },
  "a branch without contents: write": {
    given: only({ issues: "write", contents: "read" }),
    asked: ["POST /git/refs", (hub) => ({ ref: "refs/heads/x", sha: main(hub) })],
    refused: "403 Resource not accessible by integration",
  },
  "a pull request without pull-requests: write": {
    given: only({ contents: "write" }),
    asked: ["POST /pulls", asPull],
    refused: "403 Resource not accessible by integration",
  },
  "what comes after the primary limit": {
    given: ({ state }) => Object.assign(state, { remaining: 0 }),
    asked: ["GET /issues"],
    refused: "403 API rate limit exceeded for installation.",
  },
};

test.each(Object.entries({ ...issues, ...pulls, ...refs, ...rules }))(
  "refuses %s",
  async (_, { given, asked: [request, body], token, refused }) => {
    const hub = await github();
    given?.(hub);
    const before = structuredClone({ issues: hub.state.issues, refs: hub.state.refs });
    const { status, refusal } = await ask(hub, request, typeof body === "function" ? body(hub) : body, token);
    expect(`${status} ${refusal}`).toBe(refused);
    expect({ issues: hub.state.issues, refs: hub.state.refs }).toEqual(before);
  },
);

test("a missing permission is named", async () => {
  const hub = await github();
  only({ contents: "read" })(hub);
  const headers = { authorization: "token bot-token" };
  const needed = async (path: string, body: object) => {
    const address = `${hub.url}/repos/acme/shop${path}`;
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    return answer.headers.get("x-accepted-github-permissions");
  };
  expect([
    await needed("/issues", { title: "New" }),
    await needed("/issues/1/comments", { body: "Hello" }),
    await needed("/pulls", asPull),
    await needed("/git/blobs", { content: "" }),
  ]).toEqual(["issues=write", "issues=write; pull_requests=write", "pull_requests=write", "contents=write"]);
});

test("where the secondary limits are on, the 81st write of a minute waits", async () => {
  const hub = await github();
  hub.state.contentWrites = [];
  const write = () => ask(hub, "POST /issues", { title: "New" });
  const first = await Promise.all(Array.from({ length: 80 }, write));
  hub.state.now = "2026-01-02T03:04:45Z"; // 40 s later
  const [late] = [await write()];
  hub.state.now = "2026-01-02T03:05:06Z";
  expect([new Set(first.map(({ status }) => status)), late, (await write()).status]).toEqual([
    new Set([201]),
    expect.objectContaining({ status: 403, refusal: expect.stringContaining("secondary rate limit") }),
    201,
  ]);
});

test("its time is that of a clock, once it has one, and each hour brings new requests", async () => {
  const hub = await github();
  hub.state.remaining = 0;
  hub.keepTime({ now: () => new Date("2026-01-02T04:00:00.123Z") });
  const answer = await fetch(`${hub.url}/repos/acme/shop`);
  expect([answer.status, answer.headers.get("x-ratelimit-remaining"), hub.state.now]).toEqual([
    200,
    "999",
    "2026-01-02T04:00:00Z",
  ]);
});

test("what has not changed is 304, and costs nothing of the limit", async () => {
  const hub = await github();
  const address = `${hub.url}/repos/acme/shop/issues?state=all`;
  const first = await fetch(address);
  const again = await fetch(address, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  const left = (answer: Response) => answer.headers.get("x-ratelimit-remaining");
  expect([again.status, await again.text(), left(again)]).toEqual([304, "", left(first)]);
});

test("what GitHub does not describe is told at the end", async () => {
  const hub = await startGitHub();
  await ask(hub, "GET /issues?colour=red");
  await ask(hub, "POST /labels", { colour: 5 });
  await ask(hub, "GET /stargazers");
  await ask(hub, "POST /graphql", { query: "{ viewer { shoeSize } }" });
  await expect(hub.close()).rejects.toThrow(
    [
      "Not as GitHub describes it:",
      "GET /repos/acme/shop/issues request: query parameter colour is not described",
      "POST /repos/acme/shop/labels request:  must have required property 'name'",
      "GET /repos/acme/shop/stargazers request: it is not among the operations",
      'POST /graphql query: Cannot query field "shoeSize" on type "User".',
    ].join("\n"),
  );
});
