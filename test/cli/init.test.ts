import { expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";

const path = ".github/workflows/driftpin.yml";
const init = async (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const cwd = await folderWith(files);
  const { code, stdout, stderr } = await driftpin(["init", ...args], { cwd });
  return { code, stdout, stderr, workflow: (await filesOf(cwd))[path] };
};

const usual = `name: drift
on:
  schedule: [{ cron: "17 3 * * *" }] # not at the full hour, when GitHub delays or drops what is scheduled
  workflow_dispatch:
permissions: { contents: read, issues: write }
concurrency: { group: drift, cancel-in-progress: false }
jobs:
  drift:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with: { persist-credentials: false }
      - uses: driftpin/driftpin@v1
`;
const plain = "version: 1\nvendors:\n  shop: { source: shop.json }\n";

test("init writes the workflow, and tells what is left to do", async () => {
  expect(await init({ "driftpin.yaml": plain }, "--workflow")).toEqual({
    code: 0,
    stdout: `written  ${path}
  next  pin what is published now: driftpin pin shop
  next  commit the configuration, specs/ and the workflow
  next  once they are on the default branch, run it for the first time: gh workflow run driftpin.yml
`,
    stderr: "",
    workflow: usual,
  });
});

test("the workflow passes the secrets that the configuration names, and may write what it asks for", async () => {
  const config = `version: 1
vendors:
  shop: { source: shop.json, auth: { basic: { username: "\${SHOP_USER}", password: "\${SHOP_PASSWORD}" } } }
  github: { source: hub.json, auth: { bearer: "\${GITHUB_TOKEN}" } }
publish: { pull-requests: true }
`;
  const { stdout, workflow = "" } = await init({ "driftpin.yaml": config, "specs/shop/pin.json": "{}" }, "--workflow");
  expect({ stdout, differing: workflow.split("\n").filter((line) => !usual.split("\n").includes(line)) }).toEqual({
    stdout: `written  ${path}
  next  pin what is published now: driftpin pin github
  next  add under Settings, Secrets and variables, Actions: SHOP_PASSWORD, SHOP_USER
  next  allow GitHub Actions to create pull requests, under Settings, Actions, General
  next  commit the configuration, specs/ and the workflow
  next  once they are on the default branch, run it for the first time: gh workflow run driftpin.yml
`,
    differing: [
      "permissions: { contents: write, issues: write, pull-requests: write }",
      "        env:",
      "          SHOP_PASSWORD: ${{ secrets.SHOP_PASSWORD }}",
      "          SHOP_USER: ${{ secrets.SHOP_USER }}",
    ],
  });
});

test("a configuration below the repository's root is named, and another repository gets a token of its own", async () => {
  const cwd = await folderWith({
    ".git/HEAD": "",
    "api/driftpin.yaml": `${plain}publish: { repository: acme/drift }\n`,
  });
  const { code, stdout } = await driftpin(["init", "--workflow", "--config", "api/driftpin.yaml"], { cwd });
  const { [path]: workflow = "" } = await filesOf(cwd);
  expect({
    code,
    title: stdout.split("\n")[0],
    end: workflow.slice(workflow.indexOf("driftpin@")),
    permissions: /^permissions.*/m.exec(workflow)?.[0],
  }).toEqual({
    code: 0,
    title: `written  ${path}`,
    end: 'driftpin@v1\n        with:\n          config: "api/driftpin.yaml"\n          token: ${{ secrets.DRIFTPIN_TOKEN }}\n',
    permissions: "permissions: { contents: read }",
  });
});

test.each(["ours.yaml", "driftpin.json"])("%s, which would not be found by itself, is named", async (config) => {
  const json = JSON.stringify({ version: 1, vendors: { shop: { source: "shop.json" } } });
  const { workflow = "" } = await init({ "driftpin.yaml": plain, [config]: json }, "--workflow", "--config", config);
  expect(workflow.slice(workflow.indexOf("driftpin@"))).toBe(
    `driftpin@v1\n        with:\n          config: "${config}"\n`,
  );
});

test.each([
  { there: "the same workflow", text: usual, args: [], code: 0, said: `as it was  ${path}`, left: usual },
  {
    there: "another workflow",
    text: "name: mine\n",
    args: [],
    code: 2,
    said: "DP6502 the workflow is there already, and differs from what would be written: give --force to write over it",
    left: "name: mine\n",
  },
  {
    there: "another workflow",
    text: "name: mine\n",
    args: ["--force"],
    code: 0,
    said: `written  ${path}`,
    left: usual,
  },
])("where $there is, $args it ends with $code", async ({ text, args, code, said, left }) => {
  const ended = await init({ "driftpin.yaml": plain, [path]: text }, "--workflow", ...args);
  expect({ code: ended.code, said: (ended.stdout + ended.stderr).includes(said), left: ended.workflow }).toEqual({
    code,
    said: true,
    left,
  });
});

test.each([
  [["init"], "DP6501 nothing to write was asked for"],
  [["init", "--workflow"], "DP1001 there is no driftpin.yaml"],
])("%j without a configuration names what to do", async ([command = "", ...args], said) => {
  const { code, stderr } = await driftpin([command, ...args], { cwd: await folderWith({}) });
  expect({ code, said: stderr.includes(said) }).toEqual({ code: 2, said: true });
});
