import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { type Files, filesOf, folderWith, put } from "../support/folder.ts";
import { withRegistry } from "../support/registry.ts";
import { startVendor } from "../support/vendor.ts";

const description = readFileSync(new URL("fixtures/shop-1.yaml", import.meta.url), "utf8");

const config = (source: string, more = "") =>
  `version: 1\nvendors:\n  shop:\n    source: ${JSON.stringify(source)}\n    allow-private: true\n${more}`;

const sound: Files = { "driftpin.yaml": config("shop.yaml"), "shop.yaml": description };
let pinned: Promise<Files> | undefined;

/** A project that has pinned its vendor, when everything was still sound. */
async function pinnedProject(): Promise<string> {
  pinned ??= folderWith(sound).then(async (project) => {
    expect(await driftpin(["pin"], { cwd: project })).toMatchObject({ code: 0, stderr: "" });
    return filesOf(project);
  });
  return folderWith(await pinned);
}

/** Pins again with the files changed: what was said, with `URL` for the server, and whether the pins are as before. */
async function pinAgain(files: Record<string, string>, env: Record<string, string> = {}, hidden = /(?!)/g) {
  const project = await pinnedProject();
  const before = await filesOf(join(project, "specs"));
  await put(project, files);
  const { code, stdout, stderr } = await driftpin(["pin"], { cwd: project, env });
  expect(await filesOf(join(project, "specs"))).toEqual(before);
  return { code, stdout, stderr: stderr.replaceAll(project, "FOLDER").replaceAll(hidden, "URL") };
}

const laughs = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdefghi".split("").map((name, i) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(", ")}]`),
].join("\n");

describe("a description that cannot be used is one clear line, and the pins stay as they are", () => {
  test.each([
    ["a file that is missing", "nowhere.yaml", {}, 2, /^nowhere\.yaml DP2\d+ /],
    [
      "JSON that is cut off",
      "cut.json",
      { "cut.json": '{"openapi": "3.1.0", "paths": {' },
      3,
      /^cut\.json:1:\d+ DP3\d+ /,
    ],
    ["a YAML bomb", "bomb.yaml", { "bomb.yaml": laughs }, 3, /^bomb\.yaml(:\d+:\d+)? DP3\d+ /],
    [
      "a document without paths",
      "empty.yaml",
      { "empty.yaml": 'openapi: 3.0.3\ninfo: { title: t, version: "1" }\n' },
      3,
      /^empty\.yaml(:\d+:\d+)? DP3\d+ .*paths/,
    ],
    [
      "HTML",
      "page.html",
      { "page.html": "<!doctype html>\n<title>Sign in</title>\n" },
      3,
      /^page\.html(:\d+:\d+)? DP3\d+ .*HTML/,
    ],
    [
      "something that is no description",
      "list.yaml",
      { "list.yaml": "- a\n- b\n" },
      3,
      /^list\.yaml(:\d+:\d+)? DP3\d+ /,
    ],
  ])("%s", async (_, source, files, exit, line) => {
    const { code, stdout, stderr } = await pinAgain({ "driftpin.yaml": config(source), ...files });
    expect({ code, stdout, lines: stderr.split("\n").length - 1, stderr }).toEqual({
      code: exit,
      stdout: "",
      lines: 1,
      stderr: expect.stringMatching(line),
    });
  });
});

test("a file where a folder of pins is to be is one clear line", async () => {
  const project = await folderWith({ ...sound, "specs/shop": "mine" });
  const { code, stderr } = await driftpin(["pin"], { cwd: project });
  expect({ code, stderr: stderr.replace(project, "FOLDER") }).toEqual({
    code: 2,
    stderr:
      "FOLDER/specs/shop/pin.json DP6008 the system does not let us read or write this (ENOTDIR): a file is there, where a folder is to be: move it\n",
  });
});

describe("a source on the network that does not give one is one clear line", () => {
  test.each([
    ["404", "/gone.json", true, 3, /^URL\/gone\.json DP2\d+ .*404/],
    ["an HTML page", "/login", true, 3, /^URL\/login(:\d+:\d+)? DP2\d+ .*web page/],
    ["a private address", "/openapi.yaml", false, 3, /^URL\/openapi\.yaml DP2\d+ .*allow-private/],
    ["a redirect to what is not the web", "/moved", true, 3, /^ftp:\/\/127\.0\.0\.1\/openapi\.yaml DP2\d+ /],
  ])("%s", async (_, path, allowed, code, line) => {
    const vendor = await startVendor({
      "/login": { headers: { "content-type": "text/html" }, body: "<!doctype html><p>Sign in</p>" },
      "/openapi.yaml": { body: description },
      "/moved": { status: 302, headers: { location: "ftp://127.0.0.1/openapi.yaml" } },
    });
    const source = config(`${vendor.url}${path}`).replace("allow-private: true", `allow-private: ${allowed}`);
    const said = await pinAgain({ "driftpin.yaml": source }, {}, new RegExp(vendor.url, "g"));
    expect({ ...said, lines: said.stderr.split("\n").length - 1 }).toEqual({
      code,
      stdout: "",
      lines: 1,
      stderr: expect.stringMatching(line),
    });
  });
});

test("an unknown ref of a git repository is one clear line", async () => {
  const work = await folderWith({ "openapi.yaml": description });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: work });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  git("clone", "--quiet", "--bare", work, join(work, "shop.git"));
  const source = `git+file:${work}/shop.git@v9#openapi.yaml`;
  expect(await pinAgain({ "driftpin.yaml": config(source) })).toEqual({
    code: 3,
    stdout: "",
    stderr: expect.stringMatching(/^git\+file:.* DP2\d+ .*v9.*\n$/),
  });
});

test("an unknown version of an npm package is one clear line", () =>
  withRegistry("shop-openapi", { "1.0.0": { "openapi.yaml": description } }, async (env) => {
    expect(await pinAgain({ "driftpin.yaml": config("npm:shop-openapi@2.0.0#openapi.yaml") }, env)).toEqual({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^npm:shop-openapi@2\.0\.0#openapi\.yaml DP2\d+ .*1\.0\.0.*\n$/),
    });
  }));

test("an invalid key of the configuration is one clear line, with what was meant", async () => {
  const misspelt = config("shop.yaml", "    serverr: https://api.example.com\n");
  expect(await pinAgain({ "driftpin.yaml": misspelt })).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^driftpin\.yaml:6:5 DP1\d+ .*serverr.*did you mean "?server"?.*\n$/),
  });
});

test("an environment variable that is not set leaves the live half unknown, and says which", async () => {
  const vendor = await startVendor({ "/orders": { body: [] } });
  const live = `    server: ${vendor.url}\n    auth: { bearer: "\${SHOP_TOKEN}" }\n    probes: [{ operation: GET /orders }]\n`;
  const project = await folderWith({ "driftpin.yaml": config("shop.yaml", live), "shop.yaml": description });
  await driftpin(["pin"], { cwd: project, env: { SHOP_TOKEN: "t" } });
  const before = await filesOf(join(project, "specs"));
  const { code, stdout, stderr } = await driftpin(["check", "--format", "json"], { cwd: project });
  expect({ code, stderr, unknown: JSON.parse(stdout).contracts[0].unknown }).toEqual({
    code: 3,
    stderr: "",
    unknown: [expect.objectContaining({ cause: "authentication", text: expect.stringContaining("SHOP_TOKEN") })],
  });
  expect(await filesOf(join(project, "specs"))).toEqual(before);
});

test("a check of a vendor that was never pinned says to pin it", async () => {
  const project = await folderWith({ "driftpin.yaml": config("shop.yaml"), "shop.yaml": description });
  expect(await driftpin(["check"], { cwd: project })).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^.*DP\d+ .*driftpin pin.*\n$/),
  });
});

test("the stack comes only with --verbose", async () => {
  const project = await folderWith({});
  const stacks = [[], ["--verbose"]].map(async (more) => {
    const { code, stderr } = await driftpin(["diff", "a.yaml", "b.yaml", ...more], { cwd: project });
    return { code, stack: stderr.includes("\n    at ") };
  });
  expect(await Promise.all(stacks)).toEqual([
    { code: 2, stack: false },
    { code: 2, stack: true },
  ]);
});
