import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { github } from "../../publish/nights.ts";
import { folderWith, put } from "../folder.ts";
import { ask, shaOf } from "./asking.ts";
import type { GitHub } from "./index.ts";

const run = promisify(execFile);

/** A clone of the repository, and git in it; what git says where it fails. */
async function clone(hub: GitHub, token = "bot-token") {
  const folder = await folderWith({});
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const settings = { "http.extraheader": `authorization: basic ${basic}`, "user.name": "octocat", "user.email": "o@x" };
  const config = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const env = { PATH: process.env.PATH, HOME: folder, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
  const git = async (...args: string[]) => {
    const done = await run("git", [...config, ...args], { cwd: folder, env }).catch(({ stderr }) => ({
      stdout: stderr,
    }));
    return String(done.stdout).trim();
  };
  await git("clone", "-q", `${hub.url}/acme/shop.git`, ".");
  const commit = async (path: string, message: string) => {
    await put(folder, { [path]: message });
    await git("add", "-A");
    await git("commit", "-q", "-m", message);
  };
  return { git, commit };
}

test("git clones what is there, pushes a branch, and a lease holds", async () => {
  const hub = await github();
  const { git, commit } = await clone(hub);
  await git("checkout", "-q", "-b", "driftpin/shop");
  await commit("specs/shop/pin.json", "Pin");
  await git("push", "-q", "origin", "driftpin/shop");
  const pushed = await git("rev-parse", "HEAD");
  expect(hub.people.files("driftpin/shop")).toEqual({ "README.md": "# Shop\n", "specs/shop/pin.json": "Pin" });

  const persons = hub.people.push({ branch: "driftpin/shop", files: { "src/shop.ts": "fix" } });
  await commit("specs/shop/pin.json", "Pin again");
  const stale = await git("push", `--force-with-lease=driftpin/shop:${pushed}`, "origin", "driftpin/shop");
  const behind = await git("push", "origin", "driftpin/shop");
  expect([stale, behind].map((told) => /\[(?:remote )?rejected\].*/.exec(told)?.[0])).toEqual([
    "[rejected]        driftpin/shop -> driftpin/shop (stale info)",
    "[rejected]        driftpin/shop -> driftpin/shop (fetch first)",
  ]);
  await git("push", "-q", `--force-with-lease=driftpin/shop:${persons}`, "origin", "driftpin/shop");
  expect(hub.people.files("driftpin/shop")).toEqual({ "README.md": "# Shop\n", "specs/shop/pin.json": "Pin again" });
});

test("what REST makes and what git makes are the same objects", async () => {
  const hub = await github();
  const base = hub.state.refs.get("refs/heads/main");
  const blob = await shaOf(ask(hub, "POST /git/blobs", { content: "Grüße\n" }));
  const entries = [
    { path: "specs/shop/pin.json", mode: "100644", type: "blob", sha: blob },
    { path: "specs/shop.txt", mode: "100755", type: "blob", content: "sorted before shop/" },
  ];
  const tree = await shaOf(ask(hub, "POST /git/trees", { base_tree: base, tree: entries }));
  const message = "Pin\n\nDrift-Bot-Id: x";
  const sha = await shaOf(ask(hub, "POST /git/commits", { message, tree, parents: [base] }));
  await ask(hub, "POST /git/refs", { ref: "refs/heads/driftpin/shop", sha });

  const { git, commit } = await clone(hub);
  await git("checkout", "-q", "driftpin/shop");
  expect({
    head: await git("rev-parse", "HEAD"),
    checked: await git("fsck", "--strict", "--full"),
    status: await git("status", "--short"),
    pin: await git("show", "HEAD:specs/shop/pin.json"),
    message: await git("log", "-1", "--format=%an <%ae> %s %(trailers:only)"),
    modes: (await git("ls-tree", "-r", "HEAD")).split("\n").map((line) => line.replace(/ blob \w+/, "")),
  }).toEqual({
    head: sha,
    checked: "",
    status: "",
    pin: "Grüße",
    message: "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> Pin Drift-Bot-Id: x",
    modes: ["100644\tREADME.md", "100755\tspecs/shop.txt", "100644\tspecs/shop/pin.json"],
  });

  await commit("specs/shop/types.ts", "export {};");
  await git("push", "-q", "origin", "driftpin/shop");
  const made = await git("rev-parse", "HEAD", "HEAD^{tree}", "HEAD:specs/shop/types.ts");
  const head = hub.state.refs.get("refs/heads/driftpin/shop") ?? "";
  const { body } = await ask(hub, `GET /git/commits/${head}`);
  const file = await shaOf(ask(hub, "GET /contents/specs/shop/types.ts?ref=driftpin/shop"));
  const { tree: read, parents } = body as { tree: { sha: string }; parents: { sha: string }[] };
  expect([head, read.sha, file, parents[0]?.sha]).toEqual([...made.split("\n"), sha]);
});

const rejections: Record<string, { given: (hub: GitHub) => void; branch?: string; file?: string; told: RegExp }> = {
  "a protected branch": {
    given: ({ state }) => state.rulesets.push({ branches: "main", rules: ["pull_request"] }),
    branch: "main",
    told: /GH013: Repository rule violations found for refs\/heads\/main\.[\s\S]+- Changes must be made through a pull request\.[\s\S]+\[remote rejected\] main -> main \(push declined due to repository rule violations\)/,
  },
  "commits without a signature where they must have one": {
    given: ({ state }) => state.rulesets.push({ branches: "**", rules: ["required_signatures"] }),
    told: /GH013[\s\S]+- Commits must have verified signatures\.[\s\S]+\[remote rejected\]/,
  },
  "a workflow without leave": {
    given: () => undefined,
    file: ".github/workflows/drift.yml",
    told: /\[remote rejected\].+\(refusing to allow a GitHub App to create or update workflow `\.github\/workflows\/drift\.yml` without `workflows` permission\)/,
  },
  "a token that may only read": {
    given: ({ state }) => readOnly(state.tokens),
    told: /remote: Permission to acme\/shop\.git denied to github-actions\[bot\]\.\n.*403/,
  },
  "anything in an archive": {
    given: (hub) => Object.assign(hub.state, { archived: true }),
    told: /remote: This repository was archived so it is read-only\.\n.*403/,
  },
};

test.each(Object.entries(rejections))(
  "rejects the push of %s",
  async (_, { given, branch = "x", file = "a", told }) => {
    const hub = await github();
    const { git, commit } = await clone(hub);
    await git("checkout", "-q", "-B", branch);
    await commit(file, "Change");
    given(hub);
    const refs = [...hub.state.refs];
    expect(await git("push", "origin", branch)).toMatch(told);
    expect([...hub.state.refs]).toEqual(refs);
  },
);

function readOnly(tokens: GitHub["state"]["tokens"]): void {
  tokens.set("bot-token", { login: "github-actions[bot]", bot: true, mayWrite: false });
}
