import { readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Suggestion } from "../../../src/suggest/suggestion.ts";
import { verifyByCommand } from "../../../src/suggest/verify-command/index.ts";
import { type Files, filesOf, folderWith, put } from "../../support/folder.ts";
import { gitIn, repositoryWith } from "../../support/repository.ts";
import { testRuntime } from "../../support/runtime.ts";

/** Fails, and says so, where the adapter holds what it must not; notes down which words it saw. */
const check = `
  import { appendFileSync, readFileSync } from "node:fs";
  const text = readFileSync("src/shop.ts", "utf8");
  appendFileSync(process.env.SEEN, text.split("\\n").filter((line) => line.startsWith("new")).join(" ") + "\\n");
  const wrong = text.split("\\n").filter((line) => line.includes("wrong"));
  if (wrong.length > 0) {
    console.error(wrong.map((line) => line + " is wrong").join("\\n"));
    process.exit(1);
  }`;

const adapter = "old a\nold b\nold c\nold d\nold e\n";
const project = { "src/shop.ts": adapter, "check.mjs": check };

/** A patch that the compiler verified: it makes a line of the adapter new. */
const patch = (letter: string, text = `new ${letter}`): Suggestion => {
  const start = adapter.indexOf(`old ${letter}`);
  const edits = [{ file: "src/shop.ts", start, end: start + "old x".length, text }];
  return { kind: "rename", applicability: "verified", text: `Rename ${letter}.`, edits };
};

interface Given {
  readonly folder: string;
  readonly suggestions: readonly Suggestion[];
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly secrets?: readonly string[];
}

/** What becomes of the suggestions, in their order, and what the command saw, run by run. */
async function verified({ folder, suggestions, command = "node check.mjs", env = {}, ...given }: Given) {
  const seen = join(await folderWith({ seen: "" }), "seen");
  const { signal, timeoutMs = 20_000, secrets = [] } = given;
  const runtime = testRuntime({ env: { ...env, SEEN: seen }, ...(signal && { signal }) });
  const answer = await verifyByCommand(
    suggestions,
    { command, folder, timeoutMs, env: [], secrets, beside: [] },
    runtime,
  );
  return {
    told: suggestions.map((one) => {
      const { applicability, text, command, output } = answer.get(one) ?? one;
      return [applicability, text, ...(command ? [command] : []), ...(output === undefined ? [] : [output])];
    }),
    runs: (await readFile(seen, "utf8")).split("\n").slice(0, -1),
  };
}

test("patches with which the command passes are verified, by one run with all of them", async () => {
  const folder = await repositoryWith(project);
  expect(await verified({ folder, suggestions: [patch("a"), patch("c")] })).toEqual({
    told: [
      ["verified", "Rename a.", "passes"],
      ["verified", "Rename c.", "passes"],
    ],
    runs: ["new a new c"],
  });
});

test("those with which it fails are found by halves, and are likely; the others stay verified, and the team's tree as it was", async () => {
  const folder = await repositoryWith(project);
  const state = async () => [await filesOf(folder), gitIn(folder, "worktree", "list", "--porcelain")];
  const before = await state();
  const suggestions = [patch("a"), patch("b"), patch("c", "new wrong c"), patch("d")];
  expect({ ...(await verified({ folder, suggestions })), after: await state() }).toEqual({
    after: before,
    told: [
      ["verified", "Rename a.", "passes"],
      ["verified", "Rename b.", "passes"],
      ["likely", "Rename c. The team's verify command fails with it.", "fails", "new wrong c is wrong"],
      ["verified", "Rename d.", "passes"],
    ],
    runs: [
      "new a new b new wrong c new d", // all
      "", // none
      "new a new b",
      "new a new b new wrong c",
      "new a new b new d",
    ],
  });
});

test("patches that pass alone and not together are not verified together", async () => {
  const folder = await repositoryWith({
    ...project,
    "check.mjs": `
      import { readFileSync } from "node:fs";
      const text = readFileSync("src/shop.ts", "utf8");
      process.exit(text.includes("new a") && text.includes("new b") ? 1 : 0);`,
  });
  const { told } = await verified({ folder, suggestions: [patch("a"), patch("b")] });
  expect(told).toEqual([
    ["verified", "Rename a.", "passes"],
    ["likely", "Rename b. The team's verify command fails with it.", "fails"],
  ]);
});

test("where it fails without any patch, too, nothing is verified, and what it printed is told once", async () => {
  const folder = await repositoryWith({ ...project, "check.mjs": "console.error('no database'); process.exit(1);" });
  const why = "The team's verify command fails without it, too, and so says nothing of it.";
  expect((await verified({ folder, suggestions: [patch("a"), patch("b")] })).told).toEqual([
    ["likely", `Rename a. ${why}`, "unknown", "no database"],
    ["likely", `Rename b. ${why}`, "unknown"],
  ]);
});

test("where only the patches make it pass, they are verified", async () => {
  const folder = await repositoryWith({ ...project, "src/shop.ts": adapter.replace("old b", "old wrong b") });
  const start = "old a\n".length;
  const edits = [{ file: "src/shop.ts", start, end: start + "old wrong b".length, text: "new b" }];
  const { told } = await verified({ folder, suggestions: [{ ...patch("b"), edits }] });
  expect(told).toEqual([["verified", "Rename b.", "passes"]]);
});

test("one with which it takes too long is likely", async () => {
  const command = "grep -q 'new a' src/shop.ts && sleep 60; true";
  const folder = await repositoryWith(project);
  const { told } = await verified({ folder, suggestions: [patch("a")], command, timeoutMs: 1_000 });
  expect(told).toEqual([["likely", "Rename a. The team's verify command takes too long with it.", "fails"]]);
});

test("a command that is not there says nothing, and the shell tells so", async () => {
  const folder = await repositoryWith(project);
  const { told } = await verified({ folder, suggestions: [patch("a")], command: "no-such-tool --check" });
  expect(told).toEqual([
    [
      "likely",
      "Rename a. The team's verify command fails without it, too, and so says nothing of it.",
      "unknown",
      expect.stringContaining("not found"),
    ],
  ]);
});

test("without a git repository nothing is run, and that is told", async () => {
  const folder = await folderWith(project);
  const { told, runs } = await verified({ folder, suggestions: [patch("a")] });
  expect({ told, runs }).toEqual({
    told: [
      [
        "likely",
        expect.stringMatching(/^Rename a\. The team's verify command could not be run: not a git repos/),
        "unknown",
      ],
    ],
    runs: [],
  });
});

test.each([
  ["GitHub", { GITHUB_EVENT_NAME: "pull_request_target" }],
  ["GitLab", { CI_MERGE_REQUEST_IID: "7" }],
])("nothing is run for a pull request of %s", async (_, env) => {
  const folder = await repositoryWith(project);
  expect(await verified({ folder, suggestions: [patch("a")], env })).toEqual({
    told: [["likely", "Rename a. The team's verify command is not run for pull requests.", "unknown"]],
    runs: [],
  });
});

test("what the compiler has not verified is left as it is, and nothing is run for it", async () => {
  const folder = await repositoryWith(project);
  const suggestions: Suggestion[] = [
    { ...patch("a"), applicability: "likely" },
    { kind: "advice", applicability: "advice", text: "Look." },
  ];
  expect(await verified({ folder, suggestions })).toEqual({
    told: [
      ["likely", "Rename a."],
      ["advice", "Look."],
    ],
    runs: [],
  });
});

test("suggestions that change the same pass or fail as one", async () => {
  const folder = await repositoryWith(project);
  const wrong = patch("a", "new wrong a");
  const { told, runs } = await verified({ folder, suggestions: [wrong, { ...wrong, text: "The same." }] });
  expect({ told: told.map(([applicability]) => applicability), runs }).toEqual({
    told: ["likely", "likely"],
    runs: ["new wrong a", ""],
  });
});

test("what is checked is the team's tree as it is, not as it was committed", async () => {
  const folder = await repositoryWith({ ...project, "src/shop.ts": "something else\n", "gone.txt": "" });
  await put(folder, { "src/shop.ts": adapter, "src/new.ts": "" });
  await rm(join(folder, "gone.txt"));
  const command = "node check.mjs && test -f src/new.ts && test ! -f gone.txt";
  expect(await verified({ folder, suggestions: [patch("e")], command })).toEqual({
    told: [["verified", "Rename e.", "passes"]],
    runs: ["new e"],
  });
});

test("each run begins with a tree that no other has written into", async () => {
  const folder = await repositoryWith(project);
  const command = "test ! -f built && touch built && node check.mjs";
  const suggestions = [patch("a", "new wrong a"), patch("b")];
  expect((await verified({ folder, suggestions, command })).told.map(([applicability]) => applicability)).toEqual([
    "likely",
    "verified",
  ]);
});

test("the configuration's folder may be any of the repository", async () => {
  const folder = await repositoryWith({
    "packages/shop/src/shop.ts": adapter,
    "packages/shop/check.mjs": check,
  });
  const { told } = await verified({ folder: join(folder, "packages/shop"), suggestions: [patch("a", "new wrong a")] });
  expect(told).toEqual([
    ["likely", "Rename a. The team's verify command fails with it.", "fails", "new wrong a is wrong"],
  ]);
});

test("^C ends the command, and leaves no worktree", async () => {
  const interruption = new AbortController();
  const folder = await repositoryWith({ ...project, "check.mjs": `${check}\nsetInterval(() => {}, 1000);` });
  const seen = join(await folderWith({ seen: "" }), "seen");
  const runtime = testRuntime({ env: { SEEN: seen }, signal: interruption.signal });
  const command = { command: "node check.mjs", folder, timeoutMs: 60_000, env: [], secrets: [], beside: [] };
  const running = verifyByCommand([patch("a")], command, runtime);
  await expect.poll(() => readFile(seen, "utf8"), { timeout: 15_000 }).not.toBe("");
  interruption.abort(new Error("pressed"));
  await expect(running).rejects.toThrow("pressed");
  expect(gitIn(folder, "worktree", "list").split("\n")).toHaveLength(1);
});

test.each([
  ["a file", "real/a.ts", "link.ts", "link.ts"],
  ["a folder, in which the patch makes a file", "real", "link", "link/new.ts"],
])("a link that would lead back into the team's tree is not written through: %s", async (_, to, link, file) => {
  const folder = await repositoryWith({ "real/a.ts": adapter });
  await symlink(join(folder, to), join(folder, link));
  const before = await filesOf(join(folder, "real"));
  const linked = { ...patch("a"), edits: [{ file, start: 0, end: 0, text: "new" }] };
  const { told } = await verified({ folder, suggestions: [linked], command: "true" });
  const why = `The team's verify command could not be run: ${file} is behind a link that leads out of a worktree.`;
  expect({ told, files: await filesOf(join(folder, "real")) }).toEqual({
    told: [["likely", `Rename a. ${why}`, "unknown"]],
    files: before,
  });
});

test("a file that a patch makes is there, and without the patch it is not", async () => {
  const folder = await repositoryWith(project);
  const made = { ...patch("a"), edits: [{ file: "src/compat.ts", start: 0, end: 0, text: "new" }] };
  const { told } = await verified({ folder, suggestions: [made], command: "test ! -f src/compat.ts" });
  expect(told).toEqual([["likely", "Rename a. The team's verify command fails with it.", "fails"]]);
});

test("its output is shown without secrets, without colours, and short", async () => {
  const folder = await repositoryWith({
    ...project,
    "check.mjs": `
      import { readFileSync } from "node:fs";
      for (let i = 0; i < 100; i += 1) console.log("line " + i);
      console.log("\\u001b[31mred\\u001b[0m hunter2secret " + process.cwd() + "/src/shop.ts" + "x".repeat(300));
      process.exit(readFileSync("src/shop.ts", "utf8").includes("new") ? 1 : 0);`,
  });
  const env = { SHOP_PASSWORD: "hunter2secret" };
  const { told } = await verified({ folder, suggestions: [patch("a")], env, secrets: ["SHOP_PASSWORD"] });
  const lines = String(told[0]?.[3]).split("\n");
  expect([lines.length, lines[0], lines.at(-1)?.slice(0, 40), lines.at(-1)?.length]).toEqual([
    20,
    "line 81",
    "red [redacted] src/shop.tsxxxxxxxxxxxxxx",
    200,
  ]);
});

const installed: Files = {
  "node_modules/dependency/index.js": "export const name = 'dependency';",
  "node_modules/dependency/package.json": JSON.stringify({ name: "dependency", type: "module", exports: "./index.js" }),
  "node_modules/@scope/other/index.js": "export const name = 'other';",
  "node_modules/@scope/other/package.json": JSON.stringify({
    name: "@scope/other",
    type: "module",
    exports: "./index.js",
  }),
};

test("installed packages are there, and those of a workspace are the ones with the patch in place", async () => {
  const folder = await repositoryWith({
    ".gitignore": "node_modules\n",
    "src/shop.ts": adapter,
    "packages/lib/package.json": JSON.stringify({ name: "@team/lib", type: "module", exports: "./index.mjs" }),
    "packages/lib/index.mjs": "export const word = 'old';",
    "packages/app/check.mjs": `
      import { name } from "dependency";
      import { name as other } from "@scope/other";
      import { name as own } from "own";
      import { word } from "@team/lib";
      console.log(name, other, own, word);
      process.exit(word === "wrong" ? 1 : 0);`,
  });
  await put(folder, installed);
  await put(folder, {
    "packages/app/node_modules/own/index.js": "export const name = 'own';",
    "packages/app/node_modules/own/package.json": JSON.stringify({
      name: "own",
      type: "module",
      exports: "./index.js",
    }),
    "node_modules/@team/README": "",
  });
  await symlink("../../packages/lib", join(folder, "node_modules/@team/lib"));
  const at = "export const word = '".length;
  const edits = [{ file: "packages/lib/index.mjs", start: at, end: at + "old".length, text: "wrong" }];
  const suggestions = [{ ...patch("a"), edits }];
  const { told } = await verified({ folder, suggestions, command: "node packages/app/check.mjs" });
  expect(told).toEqual([
    ["likely", "Rename a. The team's verify command fails with it.", "fails", "dependency other own wrong"],
  ]);
});

test("packages that cannot be linked keep it from being run, and nothing else", async () => {
  const folder = await repositoryWith({ ".gitignore": "node_modules\n", "src/shop.ts": adapter });
  await put(folder, { "node_modules/@no-folder": "" });
  const { told } = await verified({ folder, suggestions: [patch("a")], command: "true" });
  expect(told).toEqual([["likely", expect.stringContaining("could not be run: ENOTDIR"), "unknown"]]);
});

test("what it writes into caches of packages stays in the worktree", async () => {
  const folder = await repositoryWith({ ".gitignore": "node_modules\n", "src/shop.ts": adapter });
  await put(folder, { ...installed, "node_modules/.cache/known": "" });
  await writeFile(join(folder, "run.mjs"), "");
  const command = "mkdir -p node_modules/.cache && touch node_modules/.cache/new";
  const before = await filesOf(folder);
  const { told } = await verified({ folder, suggestions: [patch("a")], command });
  expect([told[0]?.[0], await filesOf(folder)]).toEqual(["verified", before]);
});
