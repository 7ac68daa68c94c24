import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { fetchDescription, fetchUnless } from "../../src/source/index.ts";
import { withGitServer } from "../support/git-server.ts";
import { testRuntime } from "../support/runtime.ts";
import { serving } from "../support/serving.ts";

const { files } = nodeRuntime();
let folder: string;
let commits: { first: string; second: string };
let done: () => void;

/** A bare repository `shop.git` with a tag, a branch and a description of two files, in a folder that lasts for this file's tests. */
beforeAll(
  () =>
    new Promise<void>((ready, failed) => {
      files
        .temporary(async (lent) => {
          folder = lent;
          commits = await makeRepository(lent);
          ready();
          await new Promise<void>((resolve) => {
            done = resolve;
          });
        })
        .catch(failed);
    }),
);
afterAll(() => done());

async function makeRepository(lent: string): Promise<{ first: string; second: string }> {
  const work = join(lent, "work");
  const run = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: work })
      .toString()
      .trim();
  await files.write(join(work, "api/openapi.yaml"), "openapi: 3.1.0\n");
  run("init", "--quiet", "--initial-branch=main");
  run("add", ".");
  run("commit", "--quiet", "-m", "first");
  run("tag", "-a", "v1", "-m", "first");
  const first = run("rev-parse", "HEAD");
  await files.write(join(work, "api/openapi.yaml"), "openapi: 3.1.1\n");
  await files.write(join(work, "api/parts/order.yaml"), "type: object\n");
  await symlink("openapi.yaml", join(work, "api/link.yaml"));
  await files.write(join(work, "large.txt"), randomBytes(500_000).toString("base64"));
  run("add", ".");
  run("commit", "--quiet", "-m", "second");
  run("branch", "next/major");
  run("clone", "--quiet", "--bare", work, join(lent, "shop.git"));
  return { first, second: run("rev-parse", "HEAD") };
}

const fetch = (reference: string, env: Record<string, string> = {}) =>
  fetchDescription(reference, { runtime: testRuntime({ env }), folder, allowPrivate: true, timeoutMs: 5_000 });

test.each([
  ["a tag", "@v1", "first", "openapi: 3.1.0\n"],
  ["a branch", "@next/major", "second", "openapi: 3.1.1\n"],
  ["no ref", "", "second", "openapi: 3.1.1\n"],
] as const)("a file at %s comes with its commit", async (_, ref, at, text) => {
  const reference = `git+file:shop.git${ref}#api/openapi.yaml`;
  const { sibling, ...fetched } = await fetch(reference);
  expect(fetched).toEqual({
    reference,
    file: `git+file:shop.git@${commits[at]}#api/openapi.yaml`,
    text,
    version: commits[at],
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("a file at a full commit comes", async () => {
  expect((await fetch(`git+file:shop.git@${commits.first}#api/openapi.yaml`)).version).toBe(commits.first);
});

test("github: is github.com, which git may be told to find elsewhere", async () => {
  await files.write(join(folder, ".gitconfig"), `[url "${folder}/"]\n  insteadOf = https://github.com/acme/\n`);
  const { sibling, ...fetched } = await fetch("github:acme/shop@v1#api/openapi.yaml", { HOME: folder });
  expect([fetched.file, fetched.version]).toEqual([
    `github:acme/shop@${commits.first}#api/openapi.yaml`,
    commits.first,
  ]);
});

test("a file that the description refers to comes from the same commit", async () => {
  const { sibling } = await fetch("git+file:shop.git@main#api/openapi.yaml");
  expect(await sibling("parts/order.yaml")).toEqual({
    file: `git+file:shop.git@${commits.second}#api/parts/order.yaml`,
    text: "type: object\n",
  });
  await expect(sibling("../../secret.yaml")).rejects.toMatchObject({ code: "DP2010" });
});

test("over HTTP, only the files that are wanted come", () =>
  withGitServer(folder, async ({ origin, sent }) => {
    const { version, sibling } = await fetch(`git+${origin}/shop.git@next/major#api/openapi.yaml`);
    const part = await sibling("parts/order.yaml");
    expect([version, part.text, sent() < 20_000]).toEqual([commits.second, "type: object\n", true]);
  }));

test("over HTTP, a redirect is not followed", () =>
  serving(
    (request, response) => response.writeHead(301, { location: `https://169.254.169.254${request.url}` }).end(),
    async (origin) => {
      await expect(fetch(`git+${origin}/shop.git#api/openapi.yaml`)).rejects.toThrow(
        /DP2005 the repository could not be read \(.*\): it has moved: name its new address$/,
      );
    },
  ));

test("over HTTP, an unknown ref and an unknown repository are told", () =>
  withGitServer(folder, async ({ origin }) => {
    await expect(fetch(`git+${origin}/shop.git@v2#api/openapi.yaml`)).rejects.toThrow(
      'DP2004 the repository has no branch, tag or full commit "v2": did you mean "v1"?',
    );
    await expect(fetch(`git+${origin}/gone.git@v2#api/openapi.yaml`)).rejects.toThrow(
      /DP2005 the repository could not be read \(repository '.*' not found\): check the name/,
    );
  }));

test.each([
  [
    "an unknown ref",
    "git+file:shop.git@v2#api/openapi.yaml",
    'git+file:shop.git DP2004 the repository has no branch, tag or full commit "v2": did you mean "v1"?',
  ],
  [
    "an unknown path",
    "git+file:shop.git@main#api/openapi.yml",
    /DP2003 there is nothing at this path: did you mean "api\/openapi.yaml"\?$/,
  ],
  ["a folder", "git+file:shop.git@main#api", /DP2003 there is a folder at this path: name a file itself$/],
  [
    "a symbolic link",
    "git+file:shop.git@main#api/link.yaml",
    /DP2003 there is a symbolic link at this path: name a file itself$/,
  ],
  [
    "a repository that is not there",
    "git+file:gone.git@main#a.yaml",
    /^git\+file:gone\.git DP2005 the repository could not be read/,
  ],
])("%s is told", async (_, reference, message) => {
  await expect(fetch(reference)).rejects.toThrow(message);
});

test.each([
  "git+https://user:hunter2@git.example/shop.git#api.yaml",
  "git+ssh://git@git.example/shop.git@main#api.yaml",
  "git+ext::sh -c touch% ran#api.yaml",
  "git+file:shop.git@--upload-pack=touch#api.yaml",
  "git+file:shop.git@main:refs/heads/x#api.yaml",
  "github:acme/shop@main",
])("%s is refused before git sees it, and not repeated", async (reference) => {
  await expect(fetch(reference)).rejects.toThrow(
    "DP2001 a source does not name a file in a git repository: expected github:owner/repo@ref#path, git+https://host/repo.git@ref#path or git+file:folder@ref#path",
  );
});

test.each([
  [
    "https to a private address",
    "git+https://127.0.0.1:1/shop.git@main#a.yaml",
    "DP2006 127.0.0.1 is at 127.0.0.1, which is not a public address",
  ],
  ["http", "git+http://git.example/shop.git@main#a.yaml", "DP2006 http is not safe to fetch a description by"],
])("%s is refused", async (_, reference, message) => {
  const fetched = fetchDescription(reference, {
    runtime: testRuntime(),
    folder,
    allowPrivate: false,
    timeoutMs: 5_000,
  });
  await expect(fetched).rejects.toThrow(message);
});

test.each([
  ["a branch", "@main", "second", undefined],
  ["the default branch", "", "second", undefined],
  ["a branch with a slash", "@next/major", "second", undefined],
  ["an annotated tag", "@v1", "first", undefined],
  ["a branch that has moved on", "@main", "first", "second"],
  ["a full name", "@refs/heads/main", "second", undefined],
  ["the end of a name", "@major", "second", "DP2004"],
  ["a name that does not exist", "@v9", "second", "DP2004"],
] as const)("%s is asked for its commit before anything is fetched", async (_, ref, known, expected) => {
  const reference = `git+file:shop.git${ref}#api/openapi.yaml`;
  const context = { runtime: testRuntime(), folder, allowPrivate: true, timeoutMs: 5_000 };
  const outcome = await fetchUnless({ reference, version: commits[known] }, reference, context).then(
    (fetched) => fetched?.version,
    (error) => error.code,
  );
  expect(outcome).toBe(expected === "second" ? commits.second : expected);
});
