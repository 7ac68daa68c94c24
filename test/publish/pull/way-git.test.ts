import { execFile } from "node:child_process";
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Order } from "../../../src/publish/pull/way.ts";
import { wayByGit } from "../../../src/publish/pull/way-git.ts";
import { filesOf, folderWith, put } from "../../support/folder.ts";
import { type GitAnswer, gitBackend } from "../../support/git-backend.ts";
import { bytesOf } from "../../support/request.ts";
import { type TestRuntime, testRuntime } from "../../support/runtime.ts";
import { listen } from "../../support/vendor.ts";

const token = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
const login = Buffer.from(`x-access-token:${token}`).toString("base64");
const execute = promisify(execFile);

/** `acme/shop` on a host of its own: what it holds, who may push, and what it was sent. */
interface Host {
  readonly runtime: TestRuntime;
  /** SHA of `main`. */
  readonly base: string;
  /** Values of every `authorization` header that came with a push. */
  readonly logins: readonly string[];
  /** Runs git in the bare repository. */
  git(...args: string[]): Promise<string>;
  /** Answers in the host's place; undefined lets the host answer. */
  before(answer: (url: string, method: string) => GitAnswer | Promise<GitAnswer | undefined> | undefined): void;
  /** Answers instead of what the host has answered. */
  after(answer: (url: string, method: string) => GitAnswer | undefined): void;
}

let template: string;

/** Made once, for git takes its time: a bare repository, and the working tree that it is of. */
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "driftpin-test-"));
  const work = join(template, "work");
  await put(work, { "README.md": "a\r\nb\n", "specs/shop/pin.json": "{}\n" });
  await run(work, "init", "--quiet", "--initial-branch=main");
  await run(work, "add", ".");
  await run(work, "commit", "--quiet", "-m", "first");
  await run(template, "clone", "--quiet", "--bare", "work", "acme/shop.git");
});
afterAll(() => rm(template, { recursive: true }));

async function run(cwd: string, ...args: string[]): Promise<string> {
  const as = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  return (await execute("git", [...as, ...args], { cwd })).stdout.trim();
}

async function host({ env = {} }: { readonly env?: Readonly<Record<string, string>> } = {}): Promise<Host> {
  const folder = await folderWith({});
  const bare = join(folder, "acme/shop.git");
  await cp(template, folder, { recursive: true });
  const logins: string[] = [];
  const hooks: { before: Parameters<Host["before"]>[0]; after: Parameters<Host["after"]>[0] } = {
    before: () => undefined,
    after: () => undefined,
  };
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers, rawHeaders } = request;
    const body = await bytesOf(request);
    if (method === "POST" && url.endsWith("git-receive-pack"))
      logins.push(
        rawHeaders.flatMap((name, i) => (/^authorization$/i.test(name) ? (rawHeaders[i + 1] ?? []) : [])).join(", "),
      );
    const isKnown = headers.authorization === `basic ${login}`;
    const refused = await hooks.before(url, method);
    const answer =
      refused ??
      (isKnown
        ? await gitBackend(folder, { method, url, headers, body }, "bot")
        : { status: 401, headers: { "www-authenticate": "Basic" }, body: Buffer.from("") });
    const last = hooks.after(url, method) ?? answer;
    if (last.status === 0) request.socket.destroy();
    else response.writeHead(last.status, last.headers).end(last.body);
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    runtime: testRuntime({ env: { GITHUB_SERVER_URL: `http://127.0.0.1:${port}/`, HOME: folder, ...env } }),
    base: await run(bare, "rev-parse", "main"),
    logins,
    git: (...args) => run(bare, ...args),
    before: (answer) => {
      hooks.before = answer;
    },
    after: (answer) => {
      hooks.after = answer;
    },
  };
}

const branch = "driftpin/shop";

function order(base: string, more: Partial<Order> = {}): Order {
  const commits = [
    {
      subject: "Pin the new contract of shop",
      body: "From 1 to 2.",
      files: [
        { path: "specs/shop/pin.json", text: '{ "version": "2" }\r\n' },
        { path: "specs/shop/types.ts", text: "export {};\n" },
      ],
    },
    { subject: "Rename total to sum", body: "", files: [{ path: "src/shop.ts", text: "sum;\n" }] },
  ];
  return { branch, base, commits, expected: undefined, item: "0123456789ab", identity: "feed", ...more };
}

function write({ runtime, base }: Host, more: Partial<Order> = {}) {
  return wayByGit({ repository: { owner: "acme", repo: "shop" }, token }, runtime).write(order(base, more));
}

const log = ["log", "--format=%an <%ae> %aI %cn %cI%n%B", "--reverse"];
const bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";
const when = "2026-01-02T03:04:05+00:00";
const trailers = "Drift-Bot-Id: 0123456789ab\nDrift-Bot-Tree: feed";

test("a branch is made of the base and the commits, with all bytes as they are", async () => {
  const shop = await host();
  const { sha, verified } = await write(shop);
  expect({
    verified,
    at: await shop.git("rev-parse", branch),
    log: await shop.git(...log, `main..${branch}`),
    tree: await shop.git("ls-tree", "-r", "--format=%(objectmode) %(path)", branch),
    pin: (await shop.git("show", `${branch}:specs/shop/pin.json`)).length,
    readme: await shop.git("diff", "--name-only", `main..${branch}`, "--", "README.md"),
    logins: shop.logins,
  }).toEqual({
    verified: undefined,
    at: sha,
    log: [
      `${bot} ${when} github-actions[bot] ${when}\nPin the new contract of shop\n\nFrom 1 to 2.\n\n${trailers}\n`,
      `${bot} ${when} github-actions[bot] ${when}\nRename total to sum\n\n${trailers}`,
    ].join("\n"),
    tree: "100644 README.md\n100644 specs/shop/pin.json\n100644 specs/shop/types.ts\n100644 src/shop.ts",
    pin: '{ "version": "2" }'.length,
    readme: "",
    logins: [`basic ${login}`],
  });
});

test("a branch is rebuilt on another base where it is still as it was, also if the base has moved on meanwhile", async () => {
  const shop = await host();
  const { sha } = await write(shop);
  const tree = await shop.git("rev-parse", "main^{tree}");
  const second = await shop.git("commit-tree", tree, "-p", shop.base, "-m", "second");
  await shop.git("update-ref", "refs/heads/main", await shop.git("commit-tree", tree, "-p", second, "-m", "third"));
  const rebuilt = await write({ ...shop, base: second }, { expected: sha });
  expect(await shop.git("log", "--format=%s", branch)).toEqual(
    "Rename total to sum\nPin the new contract of shop\nsecond\nfirst",
  );
  expect(await shop.git("rev-parse", branch)).toEqual(rebuilt.sha);
});

test.each<[string, (shop: Host) => Promise<Partial<Order>>]>([
  [
    "a person has pushed to it",
    async (shop) => {
      const { sha } = await write(shop);
      const tree = await shop.git("rev-parse", `${branch}^{tree}`);
      const theirs = await shop.git("commit-tree", tree, "-p", sha, "-m", "by hand");
      await shop.git("update-ref", `refs/heads/${branch}`, theirs);
      return { expected: sha };
    },
  ],
  [
    "it was deleted",
    async (shop) => {
      const { sha } = await write(shop);
      await shop.git("update-ref", "-d", `refs/heads/${branch}`);
      return { expected: sha };
    },
  ],
  [
    "it exists, and should not",
    async (shop) => {
      await write(shop);
      return { item: "another" };
    },
  ],
])("a branch is left alone where %s", async (_, moves) => {
  const shop = await host();
  const more = await moves(shop);
  const before = await shop.git("for-each-ref");
  await expect(write(shop, more)).rejects.toThrow(
    expect.objectContaining({ name: "LeaseError", message: "driftpin/shop was moved by somebody else" }),
  );
  expect(await shop.git("for-each-ref")).toEqual(before);
});

test("of two pushes at the same time, one comes through, and the other is told", async () => {
  const shop = await host();
  const both = await Promise.allSettled([write(shop, { item: "one" }), write(shop, { item: "two" })]);
  const [won] = both.flatMap((one) => (one.status === "fulfilled" ? [one.value.sha] : []));
  expect([
    both.map((one) => (one.status === "rejected" ? one.reason.name : "written")).sort(),
    await shop.git("rev-parse", branch),
  ]).toEqual([["LeaseError", "written"], won]);
});

test("a push whose answer was lost has come through", async () => {
  const shop = await host();
  let lost = false;
  shop.after((url, method) => {
    if (lost || method !== "POST" || !url.endsWith("git-receive-pack")) return undefined;
    lost = true;
    return { status: 0, headers: {}, body: Buffer.from("") };
  });
  const { sha } = await write(shop);
  expect([lost, await shop.git("rev-parse", branch)]).toEqual([true, sha]);
});

const refused = (text: string): GitAnswer => ({
  status: 403,
  headers: { "content-type": "text/plain" },
  body: Buffer.from(text),
});
const ruleset = `error: GH013: Repository rule violations found for refs/heads/driftpin/shop.
Review all repository rules at https://github.example/acme/shop/rules?ref=refs%2Fheads%2Fdriftpin%2Fshop

- Cannot create ref due to creations being restricted.
`;

test.each<[string, { readonly answer?: GitAnswer; readonly hook?: string }, object]>([
  ["a ruleset", { hook: ruleset }, { kind: "ruleset", rule: "Cannot create ref due to creations being restricted." }],
  [
    "a rule for signatures",
    { hook: ruleset.replace(/- .*/, "- Commits must have verified signatures.") },
    { kind: "signatures" },
  ],
  [
    "GitHub, for the sake of workflows",
    {
      hook: "refusing to allow a GitHub App to create or update workflow `.github/workflows/a.yml` without `workflows` permission",
    },
    { kind: "workflows" },
  ],
  [
    "a permission that is missing",
    { answer: refused("Permission to acme/shop.git denied to github-actions[bot].") },
    { kind: "forbidden" },
  ],
  [
    "a repository that is archived",
    { answer: refused("This repository was archived so it is read-only.") },
    { kind: "archived" },
  ],
])("a push that is refused by %s is told as such", async (_, { answer, hook }, refusal) => {
  const shop = await host();
  if (hook !== undefined) {
    const path = join(await shop.git("rev-parse", "--absolute-git-dir"), "hooks/pre-receive");
    await writeFile(path, `#!/bin/sh\ncat >&2 <<'END'\n${hook}\nEND\nexit 1\n`);
    await chmod(path, 0o755);
  }
  if (answer) shop.before((url) => (url.includes("git-receive-pack") ? answer : undefined));
  await expect(write(shop)).rejects.toThrow(expect.objectContaining({ name: "RefusedError", refusal }));
});

test.each<[string, Partial<Order>, object]>([
  [
    "a workflow",
    { commits: [{ subject: "a", body: "", files: [{ path: ".github/workflows/a.yml", text: "" }] }] },
    { refusal: { kind: "workflows" } },
  ],
  ["a branch of the team's", { branch: "main" }, { message: "main is not a branch of ours" }],
])("%s is never written", async (_, more, error) => {
  const shop = await host();
  await expect(write(shop, more)).rejects.toThrow(expect.objectContaining(error));
  expect(shop.logins).toEqual([]);
});

test("what a server says is told without the secrets that it was sent", async () => {
  const shop = await host();
  shop.before((url) =>
    url.includes("git-receive-pack")
      ? { ...refused(`you sent basic ${login}, which is ${token}`), status: 500 }
      : undefined,
  );
  const error = await write(shop).catch((thrown: unknown) => thrown);
  const told = JSON.stringify([error, String(error), (error as Error).stack, (error as Error).cause]);
  expect([(error as Error).name, told.includes(token), told.includes(login)]).toEqual(["GitFailedError", false, false]);
});

test("a token that is not accepted is not replaced by what the machine knows", async () => {
  const shop = await host();
  const home = String(shop.runtime.env.HOME);
  await writeFile(
    join(home, ".gitconfig"),
    '[credential]\n  helper = "!touch ~/asked; echo username=ann; echo password=secret"\n',
  );
  shop.before(() => ({ status: 401, headers: { "www-authenticate": "Basic" }, body: Buffer.from("") }));
  await expect(write(shop)).rejects.toThrow(expect.objectContaining({ name: "GitFailedError" }));
  expect((await readdir(home)).includes("asked")).toEqual(false);
});

test("the machine's own configuration changes nothing: no other address, no second header, no signature", async () => {
  const shop = await host();
  const { GITHUB_SERVER_URL: server = "", HOME: home = "" } = shop.runtime.env;
  const configuration = `[url "http://127.0.0.1:9/"]
  insteadOf = ${server}
[http "${server}"]
  extraHeader = AUTHORIZATION: basic of-the-checkout
[commit]
  gpgSign = true
[push]
  gpgSign = if-asked
[core]
  autocrlf = true
  hooksPath = ${home}/hooks
`;
  await writeFile(join(home, ".gitconfig"), configuration);
  const before = await filesOf(join(home, "work/.git"));
  await write(shop);
  expect([
    shop.logins,
    await filesOf(join(home, "work/.git")),
    await readFile(join(home, ".gitconfig"), "utf8"),
  ]).toEqual([[`basic ${login}`], before, configuration]);
});

test.each([
  ["the server is", { env: { GITHUB_SERVER_URL: "" } }, token, "GITHUB_SERVER_URL is not set"],
  ["the token is", {}, undefined, "there is no token to push with"],
])("where %s not known, nothing is tried", async (_, how, given, message) => {
  const { runtime } = await host(how);
  expect(() => wayByGit({ repository: { owner: "acme", repo: "shop" }, token: given }, runtime)).toThrow(message);
});
