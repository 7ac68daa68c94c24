import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { pages, refresh } from "../../scripts/outputs.ts";
import type { RecordingReport } from "../../src/index.ts";
import { driftpin } from "../support/cli.ts";
import { folderWith } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";

const readme = readFileSync("README.md", "utf8");

test.each(pages)(
  "%s shows what the commands print today",
  async (page) => {
    const text = readFileSync(page, "utf8");
    expect(await refresh(text, { network: false, run: driftpin })).toBe(text);
  },
  120_000,
); // some ten commands, one after the other

test("the interceptor of README records what fetch asks, and tells what failed", async () => {
  const { url } = await startVendor({ "/orders": { status: 503, body: {} } });
  const folder = await projectWith(
    `${example("driftpin/undici")}\nawait (await fetch("${url}/orders")).text();\nawait recorder.flush();`,
  );
  const printed = await node(folder);
  const report = await driftpin(
    ["sample", "--contract", "old.yaml", "--recording", ".driftpin/recordings/shop/*.har", "--format", "json"],
    { cwd: folder },
  );
  const { deviations }: RecordingReport = JSON.parse(report.stdout);
  expect({ printed, rules: deviations.map(({ rule }) => rule) }).toEqual({
    printed: "/orders dependency Try again later; if it stays, tell the vendor.\n",
    rules: ["response-status-undocumented"],
  });
});

test("the library of README gives what the commands print", async () => {
  const folder = await projectWith(`${example("driftpin")}\nconsole.log(JSON.stringify([changes, report]));`);
  await driftpin(["pin"], { cwd: folder });
  const printed = await Promise.all(
    [["diff", "old.yaml", "new.yaml"], ["check"]].map((command) =>
      driftpin([...command, "--format", "json"], { cwd: folder }),
    ),
  );
  expect(JSON.parse(await node(folder))).toEqual(printed.map(({ stdout }) => JSON.parse(stdout)));
});

/** The code of README that imports a module. */
function example(module: string): string {
  const codes = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
  return codes.find((code) => code.includes(`from "${module}"`)) ?? "";
}

/** A team's project that has installed driftpin. */
async function projectWith(code: string): Promise<string> {
  const folder = await folderWith({
    "example.mjs": code,
    "driftpin.yaml": "version: 1\nvendors: { shop: { source: old.yaml } }\n",
    "old.yaml": 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: { /orders: { get: { responses: {} } } }\n',
    "new.yaml": 'openapi: 3.1.0\ninfo: { title: Shop, version: "2" }\npaths: {}\n',
  });
  await mkdir(join(folder, "node_modules"));
  await symlink(resolve("."), join(folder, "node_modules", "driftpin"));
  await symlink(resolve("node_modules/undici"), join(folder, "node_modules", "undici"));
  return folder;
}

async function node(folder: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["example.mjs"], { cwd: folder });
  return stdout + stderr;
}
