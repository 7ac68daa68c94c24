import { chmod, lstat, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { gitIn, repositoryWith } from "../support/repository.ts";
import { testRuntime } from "../support/runtime.ts";

const runtime = testRuntime();

/** The files of a scratch worktree, but for git's own. */
const scratched = (folder: string) =>
  runtime.git.scratch(folder, async ({ root }) => {
    const { ".git": _, ...files } = await filesOf(root);
    return files;
  });

/** All that git knows of a repository, its objects included. */
const known = async (folder: string) => [
  gitIn(folder, "status", "--short"),
  gitIn(folder, "worktree", "list", "--porcelain"),
  gitIn(folder, "count-objects"),
  gitIn(folder, "for-each-ref"),
  String(await readFile(join(folder, ".git/index"), "hex")),
];

test("it has what is committed, from whatever folder of the repository it is asked for", async () => {
  const folder = await repositoryWith({ "a.ts": "a", "src/b.ts": "b" });
  expect(await scratched(join(folder, "src"))).toEqual({ "a.ts": "a", "src/b.ts": "b" });
});

test("what is changed, new, staged or gone is there as it is in the team's tree, which stays as it was", async () => {
  const folder = await repositoryWith({
    ".gitignore": "dist\n",
    "changed.ts": "was",
    "staged.ts": "was",
    "gone.ts": "was",
    "weird *[é].ts": "was",
  });
  await put(folder, { "changed.ts": "is", "staged.ts": "is", "new/deep.ts": "is", "weird *[é].ts": "is" });
  await put(folder, { "dist/built.js": "ignored", "new/node_modules/a/index.js": "installed" });
  gitIn(folder, "add", "staged.ts");
  await rm(join(folder, "gone.ts"));
  const before = await known(folder);
  const copied = await scratched(folder);
  expect({ copied, after: await known(folder) }).toEqual({
    after: before,
    copied: {
      ".gitignore": "dist\n",
      "changed.ts": "is",
      "staged.ts": "is",
      "new/deep.ts": "is",
      "weird *[é].ts": "is",
    },
  });
});

test("git sees there what it sees in the team's tree", async () => {
  const folder = await repositoryWith({ "changed.ts": "was", "same.ts": "same", "gone.ts": "was" });
  await put(folder, { "changed.ts": "is", "new.ts": "is" });
  await rm(join(folder, "gone.ts"));
  const status = await runtime.git.scratch(folder, async ({ root }) => gitIn(root, "status", "--short"));
  expect(status).toBe(gitIn(folder, "status", "--short"));
});

test("bytes, links and the right to be run stay", async () => {
  const folder = await repositoryWith({ "run.sh": "#!/bin/sh\n" });
  await writeFile(join(folder, "bytes"), Buffer.from([0xff, 0, 0x0a, 0x0d]));
  await symlink("run.sh", join(folder, "link"));
  await chmod(join(folder, "run.sh"), 0o755);
  const there = await runtime.git.scratch(folder, async ({ root }) => ({
    bytes: await readFile(join(root, "bytes"), "hex"),
    isLink: (await lstat(join(root, "link"))).isSymbolicLink(),
    mayRun: ((await lstat(join(root, "run.sh"))).mode & 0o100) !== 0,
  }));
  expect(there).toEqual({ bytes: "ff000a0d", isLink: true, mayRun: true });
});

test("a repository within, and hooks, are left alone", async () => {
  const folder = await repositoryWith({ "a.ts": "a" });
  await mkdir(join(folder, "inner"));
  gitIn(join(folder, "inner"), "init", "--quiet");
  await put(folder, { "inner/b.ts": "b", ".git/hooks/post-checkout": `#!/bin/sh\ntouch ${folder}/hooked\n` });
  await chmod(join(folder, ".git/hooks/post-checkout"), 0o755);
  expect(await scratched(folder)).toEqual({ "a.ts": "a" });
  expect(gitIn(folder, "status", "--short")).toBe("?? inner/");
});

test("it is removed when its user throws, and when ^C was pressed meanwhile", async () => {
  const folder = await repositoryWith({ "a.ts": "a" });
  const interruption = new AbortController();
  const lent: string[] = [];
  const stopped = testRuntime({ signal: interruption.signal }).git.scratch(folder, async ({ root }) => {
    lent.push(root);
    interruption.abort(new Error("pressed"));
    throw interruption.signal.reason;
  });
  await expect(stopped).rejects.toThrow("pressed");
  expect({
    there: await Promise.all(lent.map((root) => runtime.files.exists(root))),
    known: gitIn(folder, "worktree", "list").split("\n").length,
  }).toEqual({ there: [false], known: 1 });
});

test("without a repository, or a commit, there is none", async () => {
  const folder = await folderWith({ "a.ts": "a" });
  await expect(scratched(folder)).rejects.toThrow("not a git repository");
  gitIn(folder, "init", "--quiet");
  await expect(scratched(folder)).rejects.toThrow("invalid reference: HEAD");
});
