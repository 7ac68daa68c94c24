import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { split } from "shlex";
import { glob } from "tinyglobby";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveDemo } from "../../scripts/served-demo.ts";
import { operationName } from "../../src/contract/operations.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { builtDriftpin, driftpin, type Ended } from "../support/cli.ts";

let folder: string;
let ended: Ended;
let left: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "driftpin-test-"));
  ended = await builtDriftpin(["demo"], { cwd: folder, env: { TMPDIR: folder } });
  left = (await glob("**", { cwd: folder, dot: true })).map((path) => path.replace(/^driftpin-demo-\w+\//, "")).sort();
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("the demo ends well, and says nothing but its result", () => {
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
});

test("the demo tells each kind of drift apart, and takes no failure for drift", async () => {
  const [path = ""] = ended.stdout.match(/^.*report\.json$/m) ?? [];
  const { contracts }: CheckReport = JSON.parse(await readFile(path, "utf8"));
  const told = contracts.flatMap(({ findings, unknown }) => [
    ...findings.map(({ operation, verdict, rule }) => [operation && operationName(operation), verdict, rule]),
    ...unknown.map(({ operation, cause }) => [operation && operationName(operation), "unknown", cause]),
  ]);
  expect(told).toEqual([
    ["GET /shipments/{id}", "announced", "response-property-became-nullable"],
    ["GET /orders", "released", "new-required-request-parameter"],
    ["GET /orders/{id}", "silent", "response-property-missing"],
    ["GET /shipments/{id}", "announced", "response-property-enum-value-added"],
    ["GET /invoices", "unknown", "rate-limit"],
    ["GET /stock", "unknown", "dependency"],
  ]);
});

test("the demo shows the pin, the report, the Markdown of the issue and the verified commit", () => {
  const shown = [
    "shop  pinned",
    "Adapt the code to the new contract of shop",
    "Breaking drift: 3 breaking",
    "| breaking | silent | `GET /orders/{id}` |",
  ];
  expect(shown.filter((text) => !ended.stdout.includes(text))).toEqual([]);
});

test("the demo leaves one folder behind", () => {
  expect(left).toEqual([
    "driftpin.yaml",
    "report.json",
    "specs/shop/baseline.json",
    "specs/shop/contract.json",
    "specs/shop/pin.json",
    "src/shop.ts",
    "test/place-order.mjs",
  ]);
});

test("the demo that stays up names commands that work on its vendor, until ^C", async () => {
  const { said, folder, close } = await serveDemo();
  const codes: [string, Ended["code"]][] = [];
  for (const [, command = ""] of said.matchAll(/^driftpin (.*)$/gm)) {
    const run = command.includes(" -- ") ? builtDriftpin : driftpin; // what else it runs prints on its own
    const { code } = await run(split(command), { cwd: folder });
    codes.push([command, code]);
  }
  expect({ codes, end: await close() }).toEqual({
    codes: [
      ["check", 1],
      ["sample", 3],
      ['triage shop --operation "GET /stock"', 3],
      ["record shop --out probes.har", 3],
      ["record shop --proxy --out orders.har -- node test/place-order.mjs", 0],
      ["sample --contract specs/shop/contract.json --recording orders.har", 0],
    ],
    end: 130,
  });
});
