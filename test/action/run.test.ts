import { join } from "node:path";
import { expect, test } from "vitest";
import { type Files, filesOf } from "../support/folder.ts";
import { putBlob, putCommit } from "../support/github/git/objects.ts";
import { treeOf } from "../support/github/git/tree.ts";
import { emptyState, type State, signatureOf } from "../support/github/state.ts";
import { noOutputs, pinned, told } from "../support/night.ts";
import { orders } from "../support/orders.ts";

/** A commit with these files in the repository that GitHub holds; its SHA. */
function commit({ objects, now }: State, files: Files): string {
  const entries = Object.entries(files).map(
    ([path, text]) => [path, { mode: "100644", id: putBlob(objects, Buffer.from(text)) }] as const,
  );
  const author = signatureOf("octocat", now);
  const tree = treeOf(objects, new Map(entries));
  return putCommit(objects, { tree, parents: [], author, committer: author, message: "Pin the shop" });
}

test("a clean night writes nothing, and says so", async () => {
  const { night } = await pinned();
  const { summary, outputs, code, writes, ...step } = await night();
  expect({ summary: summary.split("\n")[0], stdout: told(step), outputs, code, writes }).toEqual({
    summary: "**No drift**: 0 breaking, 0 warning, 0 info, 0 unknown.",
    stdout: ["::add-mask::bot-token", "Published to acme/shop:"],
    outputs: noOutputs,
    code: 0,
    writes: [],
  });
});

test("what could not be checked is told and fails the job, unless it may pass; its issue stays as it is", async () => {
  const { workspace, night } = await pinned();
  await workspace.put({ "shop.json": "{" });
  const { summary, stdout, code, writes } = await night();
  expect({ summary: summary.split("\n")[0], told: stdout.split("\n")[1], code, writes }).toEqual({
    summary: "**Not fully checked**: 0 breaking, 0 warning, 0 info, 1 unknown.",
    told: "::warning title=shop%3A unknown::Not checked: the whole contract (dependency)",
    code: 3,
    writes: [],
  });
  expect(await night({ "allow-unknown": "true" })).toMatchObject({ code: 0, writes: [] });
});

test("a wrong configuration is told at its line, and ends with 2", async () => {
  const { workspace, night } = await pinned();
  await workspace.put({ "driftpin.yaml": "version: 1\nvendors:\n  shop: { sauce: shop.json }\n" });
  expect(await night()).toEqual({
    code: 2,
    stdout: expect.stringMatching(
      /^::add-mask::bot-token\n::error title=driftpin,file=driftpin\.yaml,line=3,col=\d+::.*DP10\d\d .*\n$/,
    ),
    stderr: "",
    summary: expect.stringMatching(/^\*\*The run ended early\*\*\n\n- .*DP10\d\d /),
    outputs: {},
    left: {},
    writes: [],
  });
});

test("a wrong input is one annotation, and ends with 2", async () => {
  const { night } = await pinned();
  expect(await night({ publish: "yes", token: "" })).toMatchObject({
    code: 2,
    stdout: '::error title=driftpin::DP6003 the action\'s input publish is "yes": it must be one of true, false\n',
    outputs: {},
  });
});

test("a missing permission is an error that names the line to add, and the report is there all the same", async () => {
  const reader = { login: "github-actions[bot]", bot: true, mayWrite: false };
  const { workspace, night } = await pinned({ ...emptyState(), tokens: new Map([["bot-token", reader]]) });
  await workspace.put({ "shop.json": orders("region") });
  const { code, stdout, outputs, writes } = await night();
  expect({ code, errors: stdout.match(/(?<=^::error title=driftpin::).*$/gm), outputs, writes }).toEqual({
    code: 0,
    errors: [expect.stringContaining("permissions: { issues: write }")],
    outputs: { ...noOutputs, drift: "true", "drift-count": "1", "breaking-count": "1" },
    writes: [],
  });
});

test("a run for a pull request tells what merging accepts, asks no vendor, and writes nothing to GitHub", async () => {
  const { workspace, hub, night } = await pinned();
  const base = commit(hub.state, await filesOf(workspace.folder));
  await workspace.put({
    "shop.json": orders("region"),
    "event.json": JSON.stringify({ pull_request: { base: { sha: base } } }),
  });
  await workspace.pin();
  await workspace.put({ "shop.json": "no longer read" });
  const event = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: join(workspace.folder, "event.json") };
  const { code, summary, outputs, writes, ...step } = await night({}, event);
  expect({ code, told: told(step), breaking: /1 breaking/.test(summary), outputs, writes }).toEqual({
    code: 0,
    told: ["::add-mask::bot-token", expect.stringMatching(/^::error title=shop%3A new-required-request-parameter /)],
    breaking: true,
    outputs: { "report-path": "/temp-1/driftpin-__acme_driftpin/review.json" },
    writes: [],
  });
  expect((await night({ "fail-on": "breaking" }, event)).code).toBe(1);
});

test("a dry run tells what it would write", async () => {
  const { workspace, night } = await pinned();
  await workspace.put({ "shop.json": orders("region") });
  const { writes, ...step } = await night({ publish: "false", "dry-run": "true" });
  expect({ told: told(step).slice(2), plan: step.stdout.includes("it drifted, and has no issue yet"), writes }).toEqual(
    {
      told: ["Would publish to acme/shop:"],
      plan: true,
      writes: [],
    },
  );
});

test("SARIF is written where it is asked for, with paths from the repository's root", async () => {
  const { workspace, night } = await pinned();
  await workspace.put({ "shop.json": orders("region") });
  const { outputs, left } = await night({ sarif: "true", publish: "false" });
  const { runs } = JSON.parse(left["driftpin-__acme_driftpin/report.sarif"] ?? "");
  const place = runs[0].results[0].locations[0].physicalLocation.artifactLocation;
  expect({ path: outputs["sarif-path"], uri: place.uri }).toEqual({
    path: "/temp-1/driftpin-__acme_driftpin/report.sarif",
    uri: "specs/shop/contract.json",
  });
});

test("secrets that the configuration refers to are masked before anything else is told", async () => {
  const { workspace, night } = await pinned();
  const vendor = "  shop: { source: shop.json, auth: { basic: { username: acme, password: '${SHOP_PASSWORD}' } } }";
  await workspace.put({ "driftpin.yaml": `version: 1\nvendors:\n${vendor}\n` });
  const { stdout } = await night({}, { SHOP_PASSWORD: "hunter2\n100%" });
  expect(stdout.split("\n").slice(0, 2)).toEqual(["::add-mask::bot-token", "::add-mask::hunter2%0A100%25"]);
});
