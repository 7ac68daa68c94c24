import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";

const monorepo = join(import.meta.dirname, "../impact/projects/fixtures/monorepo");
const read = (file: string) => readFile(join(monorepo, file), "utf8");

/** A monorepo whose vendor has published something new since it was pinned. */
async function drifted(): Promise<string> {
  const folder = await folderWith(await filesOf(join(monorepo, "project")));
  await put(folder, { "vendor.yaml": await read("base.yaml") });
  await driftpin(["pin"], { cwd: folder });
  await put(folder, { "vendor.yaml": await read("revision.yaml") });
  return folder;
}

test("a team sees what it uses, what drift reaches, and mends it with git apply", async () => {
  const folder = await drifted();
  const run = (...args: string[]) => driftpin(args, { cwd: folder });
  const used = await run("impact");
  const checked = await run("check", "--format", "json");
  const shims = await run("suggest", "--compat");
  const suggested = await run("suggest");
  const patch = join(folder, "suggested.patch");
  await writeFile(patch, suggested.stdout);
  await promisify(execFile)("git", ["apply", patch], { cwd: folder });
  const again = await run("suggest");
  const { summary } = JSON.parse(checked.stdout);
  expect({
    used: [used.code, used.stdout],
    checked: [checked.code, summary],
    shims: [shims.code, shims.stdout],
    suggested: [suggested.code, suggested.stdout],
    again: [again.code, again.stdout],
  }).toEqual({
    used: [
      0,
      `shop  2 of 5 operations used in 5 files of packages/*/src/**
  GET /orders
    called: packages/client/src/shop.ts:11:30 (called)
    reads [].eta: packages/client/src/order.ts:4:3 (typed),
      packages/worker/src/job.ts:3:47 (typed)
    reads [].id: packages/client/src/order.ts:2:3 (typed),
      packages/worker/src/job.ts:7:37 (typed)
    reads [].total: packages/client/src/order.ts:3:3 (typed),
      packages/web/src/page.ts:12:38 (typed)
  GET /orders/{id}
    called: packages/client/src/shop.ts:7:28 (called)
    reads eta: packages/client/src/order.ts:4:3 (typed),
      packages/web/src/page.ts:7:45 (typed)
    reads total: packages/client/src/order.ts:3:3 (typed),
      packages/web/src/page.ts:7:23 (typed)
  not used: GET /customers/{id}, POST /orders, GET /warehouses
`,
    ],
    checked: [1, { breaking: 2, warning: 0, info: 2, unknown: 0 }],
    shims: [0, await read("compat.patch")],
    suggested: [0, await read("expected.patch")],
    again: [0, ""],
  });
}, 120_000);
