import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, onTestFinished, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { type GitHub, startGitHub } from "../support/github/index.ts";
import { orders } from "../support/orders.ts";

/** A pinned project, and a GitHub that knows its repository. */
async function project(): Promise<{ cwd: string; hub: GitHub; env: Record<string, string> }> {
  const cwd = await folderWith({
    "driftpin.yaml": "version: 1\nvendors:\n  shop:\n    source: shop.json\n",
    "shop.json": orders(),
  });
  expect(await driftpin(["pin"], { cwd })).toMatchObject({ code: 0 });
  const hub = await startGitHub();
  onTestFinished(() => hub.close());
  return { cwd, hub, env: { GITHUB_API_URL: hub.url, GITHUB_TOKEN: "bot-token", GITHUB_REPOSITORY: "acme/shop" } };
}

test("drift opens one issue, the same drift writes nothing, and its end closes it after two clean nights", async () => {
  const { cwd, hub, env } = await project();
  const night = async () => {
    hub.forget();
    const { code } = await driftpin(["check", "--publish"], { cwd, env });
    return { code, writes: hub.writes(), issues: [...hub.state.issues.values()].map(({ state }) => state) };
  };
  await put(cwd, { "shop.json": orders("region") });
  const nights = [await night(), await night()];
  await put(cwd, { "shop.json": orders() });
  nights.push(await night(), await night());
  expect(nights).toEqual([
    {
      code: 1,
      writes: ["POST /repos/{owner}/{repo}/labels", "POST /repos/{owner}/{repo}/issues"],
      issues: ["open"],
    },
    { code: 1, writes: [], issues: ["open"] },
    { code: 0, writes: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}"], issues: ["open"] },
    {
      code: 0,
      writes: [
        "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
      ],
      issues: ["closed"],
    },
  ]);
});

test("a dry run tells the plan and writes nothing", async () => {
  const { cwd, hub, env } = await project();
  await put(cwd, { "shop.json": orders("region") });
  const { code, stderr } = await driftpin(["check", "--publish", "--dry-run"], { cwd, env });
  expect({ code, stderr, writes: hub.writes() }).toEqual({
    code: 1,
    stderr: [
      "Would publish to acme/shop:",
      "  what    where  contract  why",
      "  create  new    shop      it drifted, and has no issue yet",
      "",
    ].join("\n"),
    writes: [],
  });
});

test("a plan for programs is in a file, as the published schema says", async () => {
  const { cwd, env } = await project();
  await put(cwd, { "shop.json": orders("region") });
  await driftpin(["check", "--publish", "--dry-run", "--publication", "plan.json"], { cwd, env });
  const plan = JSON.parse((await filesOf(cwd))["plan.json"] ?? "");
  const validate = new Ajv2020().compile(JSON.parse(readFileSync("schema/publication.json", "utf8")));
  expect({ valid: validate(plan), plan }).toEqual({
    valid: true,
    plan: {
      schemaVersion: 1,
      repository: "acme/shop",
      mode: "dry-run",
      actions: [
        {
          do: "create",
          item: expect.stringMatching(/^[0-9a-f]{12}$/),
          name: "shop",
          title: "shop drifted from its pinned contract",
          text: expect.stringContaining("query parameter region is new and required"),
          reason: "it drifted, and has no issue yet",
          ending: "planned",
        },
      ],
      notes: [],
    },
  });
});

test("where the team is strict, a token that may not write fails the run, and the report is still there", async () => {
  const { cwd, hub, env } = await project();
  await put(cwd, {
    "shop.json": orders("region"),
    "driftpin.yaml": "version: 1\nvendors:\n  shop:\n    source: shop.json\npublish: { strict: true }\n",
  });
  hub.state.tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: false });
  const { code, stdout, stderr } = await driftpin(["check", "--publish"], { cwd, env });
  expect({ code, reported: stdout.split("\n")[0], told: stderr.split("\n").at(-2) }).toEqual({
    code: 2,
    reported: "Breaking drift: 1 breaking, 0 warning, 0 info, 0 unknown",
    told: "error: The token is not permitted to write what the plan says. (add to the workflow: permissions: { issues: write })",
  });
});
