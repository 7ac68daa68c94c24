import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { withGitServer } from "../support/git-server.ts";
import { withRegistry } from "../support/registry.ts";
import { startVendor } from "../support/vendor.ts";
import { workspaceWith } from "../support/workspace.ts";
import { bundle } from "./bundle.ts";

test("two builds are equal to the byte: one file, and its licences", { timeout: 120_000 }, async () => {
  const folder = await folderWith({});
  await bundle(folder);
  const [once, again] = await Promise.all([inject("bundle"), folder].map(filesOf));
  const differing = Object.keys(once ?? {}).filter((path) => once?.[path] !== again?.[path]); // shown whole, it is 20 MB
  expect({ files: Object.keys(again ?? {}), differing }).toEqual({
    files: ["index.js", "licenses.txt"],
    differing: [],
  });
});

const description = (...required: readonly string[]) => ({
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: {
    "/orders": {
      get: {
        parameters: required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } })),
        responses: { "200": { description: "The orders.", content: { "application/json": { schema } } } },
      },
    },
  },
});
const schema = { type: "object", required: ["id"], properties: { id: { type: "string", pattern: "^[a-z]+$" } } };

test("without node_modules it fetches from URL, npm and git, asks live, and finds the code that is reached", async () => {
  const text = (...required: readonly string[]) => JSON.stringify(description(...required));
  const vendor = await startVendor({
    "/openapi.json": [{ body: description() }, { body: description("region") }],
    "/orders": { body: { id: "a" } },
  });
  const git = await folderWith({ "work/openapi.json": text() });
  const commit = (message: string) => {
    const run = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: join(git, "work") });
    run("init", "--quiet", "--initial-branch=main");
    run("add", ".");
    run("commit", "--quiet", "-m", message);
    run("push", "--quiet", "../shop.git", "main");
  };
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", join(git, "shop.git")]);
  commit("first");

  await withGitServer(git, async ({ origin }) => {
    const workspace = await workspaceWith({
      "driftpin.yaml": JSON.stringify({
        version: 1,
        vendors: {
          url: {
            source: `${vendor.url}/openapi.json`,
            server: vendor.url,
            "allow-private": true,
            probes: [{ operation: "GET /orders" }],
            code: ["*.ts"],
          },
          npm: { source: "npm:@acme/shop@latest#openapi.json" },
          git: { source: `git+${origin}/shop.git@main#openapi.json`, "allow-private": true },
        },
      }),
      "shop.ts": `export const orders = () => fetch("${vendor.url}/orders");\n`,
    });
    await withRegistry("@acme/shop", { "1.0.0": { "openapi.json": text() } }, (env) => workspace.pin(env));
    await put(git, { "work/openapi.json": text("region") });
    commit("second");
    const releases = { "1.0.0": { "openapi.json": text() }, "1.1.0": { "openapi.json": text("region") } };
    const step = await withRegistry("@acme/shop", releases, (env) =>
      workspace.step({ publish: "false" }, env, { bundled: true }),
    );
    const drifted = (vendor: string, verdict: string, place: string) =>
      `::error title=${vendor}%3A new-required-request-parameter (${verdict}),file=${place}::GET /orders: query parameter region is new and required. Send it.`;
    expect({ code: step.code, stdout: step.stdout.trimEnd().split("\n"), stderr: step.stderr }).toEqual({
      code: 0,
      stdout: [
        drifted("url", "announced", "shop.ts,line=1,col=35"),
        drifted("npm", "published", "specs/npm/contract.json,line=9,col=7"),
        drifted("git", "published", "specs/git/contract.json,line=9,col=7"),
      ],
      stderr: "",
    });
  });
});
