import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtDriftpin, driftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";
import { gitIn } from "../support/repository.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const description = readFileSync(new URL("../cli/fixtures/shop-1.yaml", import.meta.url), "utf8");

/** A pinned team, with a commit. */
async function team(): Promise<string> {
  const folder = await folderWith({
    "driftpin.yaml": "version: 1\nvendors:\n  shop: { source: shop.yaml, code: [src/**] }\n",
    "shop.yaml": description,
    "src/shop.ts": 'export const orders = async () => (await fetch("https://api.example.com/orders")).json();\n',
  });
  await driftpin(["pin"], { cwd: folder });
  gitIn(folder, "init", "--quiet", "--initial-branch=main");
  gitIn(folder, "add", "--all");
  gitIn(folder, "commit", "--quiet", "--message", "first");
  return folder;
}

test.each([["--version"], ["-V"]])("%s prints the version", async (option) => {
  expect(await builtDriftpin([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

// What the other commands come to when they are built, other files of this folder show.
test.each([
  ["init", "--workflow"],
  ["explain", "response-property-removed"],
  ["impact"],
  ["diff", "shop.yaml", "shop.yaml", "--format", "json"],
  ["review", "--base", "HEAD"],
  ["check", "--format", "sarif"],
])("driftpin %s, as it is built, prints and writes what its code does", async (...args) => {
  const [ours, built] = [await team(), await team()];
  const expected = await driftpin(args, { cwd: ours });
  expect({ ended: await builtDriftpin(args, { cwd: built }), files: visible(await filesOf(built)) }).toEqual({
    ended: expected,
    files: visible(await filesOf(ours)),
  });
});

function visible(files: Awaited<ReturnType<typeof filesOf>>) {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(".git/")));
}
