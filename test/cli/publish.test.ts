import { expect, onTestFinished, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { folderWith, put } from "../support/folder.ts";
import { type GitHub, startGitHub } from "../support/github/index.ts";

const description = (...required: readonly string[]) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: {
      "/orders": {
        get: {
          parameters: required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } })),
          responses: { "200": { description: "The orders." } },
        },
      },
    },
  });

/** A pinned project, and a GitHub that knows its repository. */
async function project(): Promise<{ cwd: string; hub: GitHub; env: Record<string, string> }> {
  const cwd = await folderWith({
    "driftpin.yaml": "version: 1\nvendors:\n  shop:\n    source: shop.json\n",
    "shop.json": description(),
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
  await put(cwd, { "shop.json": description("region") });
  const nights = [await night(), await night()];
  await put(cwd, { "shop.json": description() });
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
  await put(cwd, { "shop.json": description("region") });
  const { code, stderr } = await driftpin(["check", "--publish", "--dry-run"], { cwd, env });
  expect({ code, stderr, writes: hub.writes() }).toEqual({
    code: 1,
    stderr: "Would publish to acme/shop:\n  create shop: it drifted, and has no issue yet\n",
    writes: [],
  });
});
