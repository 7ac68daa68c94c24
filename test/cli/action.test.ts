import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { action, driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

/** A job's workspace, below which the vendor is pinned, and the files that the runner lends to a step. */
async function workspace() {
  const folder = await folderWith({
    "repo/api/driftpin.yaml": 'version: 1\nvendors:\n  shop: { source: shop.yaml, code: ["*.ts"] }\n',
    "repo/api/shop.yaml": fixture("shop-1.yaml"),
    "repo/api/shop.ts": 'export const orders = async () => (await fetch("https://api.example.com/orders")).json();\n',
    "temp/summary": "",
    "temp/output": "",
  });
  const at = (path: string) => join(folder, path);
  await driftpin(["pin"], { cwd: at("repo/api") });
  const env = {
    GITHUB_WORKSPACE: at("repo"),
    GITHUB_STEP_SUMMARY: at("temp/summary"),
    GITHUB_OUTPUT: at("temp/output"),
    RUNNER_TEMP: at("temp"),
    INPUT_CONFIG: "api/driftpin.yaml",
  };
  return {
    put: (files: Record<string, string>) => put(at("repo/api"), files),
    run: async (inputs: Record<string, string> = {}) => {
      const { code, stdout } = await action({ cwd: at("repo"), env: { ...env, ...inputs } });
      const { summary, output, ...others } = await filesOf(at("temp"));
      return { code, stdout, summary, output: output?.replaceAll(folder, ""), others: Object.keys(others) };
    },
  };
}

test("a step shows drift on its page, at the line of the pin or of the code, and passes unless it is told to fail", async () => {
  const job = await workspace();
  await job.put({ "shop.yaml": fixture("shop-2.yaml") });
  const ended = await job.run();
  expect({ ...ended, summary: ended.summary?.split("\n")[0] }).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^::error title=shop%3A response-required-property-removed \(published\),file=api\/(shop\.ts|specs\/shop\/contract\.json),line=\d+,col=\d+::GET \/orders: .*\n$/,
    ),
    summary: "**Breaking drift**: 1 breaking, 0 warning, 0 info, 0 unknown.",
    output: "drift=true\ndrift-count=1\nbreaking-count=1\nissues=[]\nreport-path=/temp/driftpin-report.json\n",
    others: ["driftpin-report.json"],
  });
  expect((await job.run({ "INPUT_FAIL-ON": "breaking" })).code).toBe(1);
});

test("a step without drift says so", async () => {
  expect(await (await workspace()).run({ INPUT_TOKEN: "s3cret" })).toMatchObject({
    code: 0,
    stdout: "::add-mask::s3cret\n",
    output: "drift=false\ndrift-count=0\nbreaking-count=0\nissues=[]\nreport-path=/temp/driftpin-report.json\n",
  });
});

test("a wrong input is one annotation, and ends with 2", async () => {
  expect(await (await workspace()).run({ INPUT_PUBLISH: "yes" })).toMatchObject({
    code: 2,
    stdout: '::error title=driftpin::DP6003 the action\'s input publish is "yes": it must be one of true, false\n',
    summary: "",
  });
});
