import type { ChildProcess } from "node:child_process";
import { appendFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveDemo } from "../../scripts/served-demo.ts";
import { builtDriftpin } from "../support/cli.ts";
import { gitIn } from "../support/repository.ts";
import { startVendor } from "../support/vendor.ts";

let demo: Awaited<ReturnType<typeof serveDemo>>;
let temporary: string;

beforeAll(async () => {
  demo = await serveDemo();
  temporary = await mkdtemp(join(tmpdir(), "driftpin-test-"));
  await appendFile(join(demo.folder, "driftpin.yaml"), "verify: node team-test.mjs\n");
  gitIn(demo.folder, "init", "--quiet");
  gitIn(demo.folder, "add", "--all");
  gitIn(demo.folder, "commit", "--quiet", "--message", "first");
}, 60_000);
afterAll(async () => {
  await rm(temporary, { recursive: true });
  await demo.close();
});

/** Suggests, with this as the team's test, and tells what is left of it afterwards. */
async function suggest(teamTest: string, started?: (child: ChildProcess) => void) {
  await writeFile(join(demo.folder, "team-test.mjs"), teamTest);
  const env = { TMPDIR: temporary, VENDOR_TOKEN: "s3cret-t0ken" };
  const ended = await builtDriftpin(["suggest", "--verified"], { cwd: demo.folder, env, ...(started && { started }) });
  const left = {
    temporary: await readdir(temporary),
    worktrees: gitIn(demo.folder, "worktree", "list").split("\n").length,
  };
  return { ...ended, left };
}

const nothing = { temporary: [], worktrees: 1 };

test("the team's test decides what is verified, uncommitted as it is", async () => {
  const { stdout, stderr, left } = await suggest(`
    import { readFileSync } from "node:fs";
    const isPatched = readFileSync("src/shop.ts", "utf8").includes("eta?.slice");
    if (process.env.VENDOR_TOKEN) throw new Error("it has the token");
    process.exit(isPatched ? 0 : 1);`);
  expect({ patch: stdout.split("\n").filter((line) => /^[+-] /.test(line)), stderr, left }).toEqual({
    patch: ["-  return shipment.eta.slice(0, 10);", "+  return shipment.eta?.slice(0, 10);"],
    stderr: expect.stringContaining("verified: shop, GET /shipments/{id}: Go on where eta is null.\n"),
    left: nothing,
  });
}, 60_000);

test("^C while it runs ends it, and leaves no worktree", async () => {
  let child: ChildProcess | undefined;
  const { url } = await startVendor({ "/waiting": () => void child?.kill("SIGINT") }); // and never answers
  const ended = await suggest(`await fetch("${url}/waiting");`, (process) => {
    child = process;
  });
  expect(ended).toEqual({ code: 130, stdout: "", stderr: "interrupted by SIGINT\n", left: nothing });
}, 60_000);
