import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveDemo } from "../../scripts/served-demo.ts";
import { driftpin } from "../support/cli.ts";

let demo: Awaited<ReturnType<typeof serveDemo>>;
let adapter: string;
let before: string;

beforeAll(async () => {
  demo = await serveDemo();
  adapter = join(demo.folder, "src/shop.ts");
  before = await readFile(adapter, "utf8");
}, 60_000);
afterAll(() => demo.close());

const suggest = (...options: string[]) => driftpin(["suggest", ...options], { cwd: demo.folder });
const mended = () => before.replace("eta.slice", "eta?.slice");
const region = (text: string) => text.replace("/orders`", "/orders?region=eu`");

test("what is printed can be piped to git apply", async () => {
  const { code, stdout, stderr } = await suggest();
  const patch = join(demo.folder, "suggested.patch");
  await writeFile(patch, stdout);
  await promisify(execFile)("git", ["apply", patch], { cwd: demo.folder });
  const after = await readFile(adapter, "utf8");
  await writeFile(adapter, before);
  expect({ code, stderr, after }).toEqual({
    code: 3,
    after: region(mended()),
    stderr: [
      "verified: shop, GET /shipments/{id}: Go on where eta is null.",
      "placeholder: shop, GET /orders: Send region: replace the example.",
      "advice: shop, GET /orders/{id}: Do without the property where you read it. Start at src/shop.ts:11.",
      "advice: shop, GET /shipments/{id}: Handle it, or add a default branch. Start at src/shop.ts:17.",
      "2 could not be checked: driftpin check tells why.",
      "",
    ].join("\n"),
  });
}, 60_000);

test("--write changes the files, and --verified leaves out what a person has to look at", async () => {
  const { stdout } = await suggest("--verified", "--write");
  expect({ stdout, after: await readFile(adapter, "utf8") }).toEqual({ stdout: "", after: mended() });
}, 60_000);

test("JSON tells each suggestion with its edits", async () => {
  await writeFile(adapter, before);
  const { stdout } = await suggest("--format", "json", "--verified");
  const { suggestions } = JSON.parse(stdout);
  const at = before.indexOf("eta.slice") + "eta".length;
  expect(suggestions.map(({ kind, edits }: Record<string, unknown>) => ({ kind, edits }))).toEqual([
    { kind: "absent", edits: [{ file: "src/shop.ts", start: at, end: at, text: "?" }] },
  ]);
}, 60_000);

test("suggestion blocks name the lines that they are for", async () => {
  const { stdout } = await suggest("--format", "github");
  const block = (line: number, text: string) => `\`src/shop.ts:${line}\`\n\n\`\`\`suggestion\n${text}\n\`\`\`\n`;
  expect(stdout).toBe(
    [
      "**verified**: Go on where eta is null.\n",
      block(23, "  return shipment.eta?.slice(0, 10);"),
      "**placeholder**: Send region: replace the example.\n",
      block(4, "  const response = await fetch(`${shop}/orders?region=eu`);"),
    ].join("\n"),
  );
}, 60_000);
