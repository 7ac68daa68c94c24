import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, test } from "vitest";
import { blockState } from "../../../src/publish/managed.ts";
import { failsStrictly } from "../../../src/publish/strict.ts";
import type { GitHub } from "../../support/github/index.ts";
import { invalid, refused } from "../../support/github/replies.ts";
import { testRuntime } from "../../support/runtime.ts";
import { contract, environment, finding, github, night, publication } from "../nights.ts";

const list = "GET /repos/{owner}/{repo}/issues";
const create = "POST /repos/{owner}/{repo}/issues";
const change = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

const clean = contract([]);
const total = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const of = (vendor: string, report = total) => ({ ...report, vendor });

describe("Token lacks permission", () => {
  test.each([
    ["issues=write; pull_requests=write", "permissions: { issues: write }"],
    ["issues=write,metadata=read", "permissions: { issues: write, metadata: read }"],
    ["pull_requests=write", "permissions: { pull-requests: write }"],
  ])("%s: told once, with the exact line", async (header, line) => {
    const hub = await github();
    await night(hub, [total]);
    const reply = refused(403, "Resource not accessible by integration", { "x-accepted-github-permissions": header });
    hub.fail({ on: (route) => !route.startsWith("GET"), applied: false, reply });
    const told = await publication(hub, [worse, of("mail")]);
    expect({
      endings: told.outcomes.map(({ name, ending }) => `${name} ${ending}`),
      notes: told.notes.map(({ todo }) => todo),
      fails: [true, false].map((strict) => failsStrictly(told, { strict })),
    }).toEqual({
      endings: ["shop refused", "mail refused"],
      notes: [`add to the workflow: ${line}`],
      fails: [true, false],
    });
  });

  test("what is no matter of permission fails no strict run", async () => {
    const hub = await github();
    hub.fail({ on: (route) => route === create, applied: false, reply: invalid("Issue", "body", "custom") });
    expect(failsStrictly(await publication(hub, [total]), { strict: true })).toBe(false);
  });
});

test("429 or secondary limit: waited for within the run's budget, then deferred in the order closes, updates, creates by level", async () => {
  const hub = await github();
  for (const reports of [
    [of("a"), of("b")],
    [of("a"), of("b", clean)],
  ])
    await night(hub, reports);
  hub.fail({
    on: (route) => !route.startsWith("GET"),
    applied: false,
    reply: refused(429, "Slow down", { "retry-after": "900" }),
  });
  const mild = contract([finding("note", "info")]);
  const { did, notes } = await night(hub, [of("d", mild), of("c"), of("a", worse), of("b", clean)]);
  hub.forget();
  const next = await night(hub, [of("d", mild), of("c"), of("a", worse), of("b", clean)]);
  expect({ did, notes, next: next.did }).toEqual({
    did: [
      "close b: clean night 2 of 2 (deferred)",
      "update a: the findings changed (deferred)",
      "create c: it drifted, and has no issue yet (deferred)",
      "create d: it drifted, and has no issue yet (deferred)",
    ],
    notes: [
      "GitHub's rate limit leaves no room for the rest of the plan. nothing: the next run resumes where this one stopped",
    ],
    next: [
      "close b: clean night 2 of 2",
      "update a: the findings changed",
      "create c: it drifted, and has no issue yet",
      "create d: it drifted, and has no issue yet",
    ],
  });
});

test("Primary limit: with fewer than 50 requests left, nothing is written", async () => {
  const hub = await github();
  hub.state.remaining = 50;
  expect(await night(hub, [total])).toMatchObject({
    did: ["create shop: it drifted, and has no issue yet (deferred)"],
    writes: [],
  });
});

test.each([list, change])("5xx or network on GET and PATCH: three more tries of %s", async (route) => {
  const hub = await github();
  await night(hub, [total]);
  hub.fail({ on: (asked) => asked === route, applied: false, times: 3, reply: { status: 502 } });
  const runtime = testRuntime({ env: environment(hub) });
  const { outcomes } = await publication(hub, [worse], {}, runtime);
  expect([runtime.slept, outcomes[0]?.ending]).toEqual([[1_250, 2_250, 4_250], "done"]);
});

test("5xx or network on POST: never sent again before it was looked for", async () => {
  const hub = await github();
  hub.fail({ on: (route) => route === create, applied: true, times: 1 });
  await night(hub, [total]);
  expect(hub.state.issues.length).toBe(1);
});

describe("Run cancelled", () => {
  test.each([
    ["an issue is opened", create, [of("shop"), of("mail")], ["shop done", "mail deferred"]],
    ["an issue is changed", change, [worse, of("mail")], ["shop done", "mail deferred"]],
  ] as const)(
    "while %s: that request ends, nothing more is written, and the next run resumes",
    async (_, on, reports, endings) => {
      const hub = await github();
      if (on === change) await night(hub, [total]);
      const controller = new AbortController();
      const before = hub.log.length;
      hub.meanwhile(
        (route) => route === on,
        () => controller.abort(new Error("interrupted by SIGINT")),
      );
      const runtime = testRuntime({ env: environment(hub), signal: controller.signal });
      const told = await publication(hub, reports, {}, runtime);
      const written = hub.writes(before).filter((route) => route === create || route === change);
      const rest = await night(hub, reports);
      expect({
        endings: told.outcomes.map(({ name, ending }) => `${name} ${ending}`),
        notes: told.notes.map(({ text }) => text),
        written,
        rest: rest.did,
      }).toEqual({
        endings,
        notes: ["The run was interrupted before all of the plan was carried out."],
        written: [on],
        rest: expect.arrayContaining(["create mail: it drifted, and has no issue yet", "none shop: nothing changed"]),
      });
    },
  );
});

test("Body too long: within the budget, nothing cut open, and the run that has the rest is named", async () => {
  const hub = await github();
  const many = contract(Array.from({ length: 300 }, (_, i) => finding(`field ${i} ${"🙈 long ".repeat(100)}`)));
  const env = { GITHUB_SERVER_URL: "https://ghe.acme.example", GITHUB_RUN_ID: "7" };
  await publication(hub, [many], { env });
  const { body } = hub.issue(1);
  const html = fromMarkdown(body)
    .children.flatMap((node) => (node.type === "html" ? [node.value] : []))
    .join("\n");
  const count = (part: string) => html.split(part).length - 1;
  expect({
    fits: [...body].length <= 60_000 + 1_000,
    block: blockState(body),
    open: count("<details>") - count("</details>"),
    shown: count("<details>") > 10,
    rest: body.match(/^\d+ more parts did not fit here.*$/m)?.length,
    link: body.match(/^The whole report .*$/m)?.[0],
    again: (await night(hub, [many])).did,
  }).toEqual({
    fits: true,
    block: "whole",
    open: 0,
    shown: true,
    rest: 1,
    link: "The whole report is with [the run that wrote this](https://ghe.acme.example/acme/shop/actions/runs/7).",
    again: ["none shop: nothing changed"],
  });
});

test("GHES without the state reason duplicate: not_planned instead", async () => {
  const hub = await github();
  await night(hub, [total]);
  const { title, body, labels, author } = hub.issue(1);
  hub.open({ author, title, body, labels });
  hub.fail({
    on: (route) => route === change,
    applied: false,
    times: 1,
    reply: invalid("Issue", "state_reason", "invalid"),
  });
  await night(hub, [total]);
  expect(hub.issue(2)).toMatchObject({ state: "closed", state_reason: "not_planned" });
});

test("GHES and ghe.com: asked at GITHUB_API_URL, with whatever path that has", async () => {
  const hub = await github();
  const told = publication(hub, [total], {
    env: { GITHUB_API_URL: `${hub.url}/`, GITHUB_SERVER_URL: "https://acme.ghe.com" },
  });
  expect((await told).outcomes.map(({ ending }) => ending)).toEqual(["done"]);
});

describe("No writes", () => {
  test.each<[string, (hub: GitHub) => unknown, Record<string, string>, string]>([
    ["Fork of the repo", (hub) => Object.assign(hub.state, { fork: true }), {}, "acme/shop is a fork"],
    ["Pull request event", (hub) => hub, { GITHUB_EVENT_NAME: "pull_request" }, "runs for pull requests write nothing"],
    [
      "Pull request event of a fork",
      (hub) => hub,
      { GITHUB_EVENT_NAME: "pull_request_target" },
      "runs for pull requests write nothing",
    ],
    [
      "Issues disabled",
      (hub) => Object.assign(hub.state, { hasIssues: false }),
      {},
      "issues are disabled in acme/shop",
    ],
    ["Repo archived", (hub) => Object.assign(hub.state, { archived: true }), {}, "acme/shop is archived"],
  ])("%s", async (_, arrange, env, why) => {
    const hub = await github();
    arrange(hub);
    const { outcomes, notes } = await publication(hub, [total], { env });
    expect({ outcomes, notes, writes: hub.writes() }).toEqual({
      outcomes: [],
      notes: [{ level: "warning", text: `Nothing was published: ${why}.` }],
      writes: [],
    });
  });

  test("Dry run: the plan of the real run, and nothing else", async () => {
    const hub = await github();
    const planned = await publication(hub, [total], { dryRun: true });
    const writes = hub.writes();
    const done = await publication(hub, [total]);
    const what = ({ outcomes }: typeof done) =>
      outcomes.map(({ do: action, item, reason }) => ({ action, item, reason }));
    expect({ planned: what(planned), writes }).toEqual({ planned: what(done), writes: [] });
  });
});

describe("One message that names the cure", () => {
  test.each([
    [
      "Repository that does not exist",
      { GITHUB_REPOSITORY: "acme/none" },
      /^DP5003 .* check publish\.repository or GITHUB_REPOSITORY/,
    ],
    ["Token that is not known", { GITHUB_TOKEN: "nobody's" }, /^DP5004 .* set GITHUB_TOKEN to a valid one$/],
  ])("%s", async (_, env, message) => {
    const hub = await github();
    await expect(publication(hub, [total], { env })).rejects.toThrow(message);
    expect(hub.writes()).toEqual([]);
  });
});
