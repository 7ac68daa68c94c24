import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { check } from "../../../src/check/index.ts";
import { pin } from "../../../src/check/pin.ts";
import { loadConfig } from "../../../src/config/index.ts";
import { operationName } from "../../../src/contract/operations.ts";
import type { CodePlace } from "../../../src/impact/place.ts";
import type { Finding } from "../../../src/report/report.ts";
import { unifiedDiff } from "../../../src/suggest/diff.ts";
import { distinct } from "../../../src/suggest/edits.ts";
import { type Files, filesOf, folderWith, put } from "../../support/folder.ts";
import { testRuntime } from "../../support/runtime.ts";

/*
 * Whole projects of a team, each with the description that it pinned and the one that the vendor publishes now. A folder
 * holds `project/`, `base.yaml`, `revision.yaml`, and what comes of it: `expected.txt` has each finding with its places
 * and patches, `expected.patch` all patches together.
 */
const fixtures = join(import.meta.dirname, "fixtures");
const modules = join(import.meta.dirname, "../../../node_modules");

const names = globSync("*/base.yaml", { cwd: fixtures }).map(dirname).sort();

test.each(names)("what drift reaches in a project, and how it is mended there: %s", async (name) => {
  expect(await checked(name, await filesOf(join(fixtures, name, "project")))).toEqual({
    unknown: [],
    findings: textOf(name, "expected.txt"),
    patch: textOf(name, "expected.patch"),
  });
});

test("neither a file of 30,000 lines nor a link that leads out of the project changes what is found", async () => {
  const project = await filesOf(join(fixtures, "javascript", "project"));
  const lines = Array.from({ length: 30_000 }, (_, i) => `export const eta${i} = { total: ${i} }\n`).join("");
  const away = await folderWith({ "api.js": project["src/api.js"] ?? "", "widget.js": project["src/widget.js"] ?? "" });
  const { findings, patch } = await checked("javascript", { ...project, "src/large.js": lines }, (folder) =>
    symlink(away, join(folder, "src/away"), "dir"),
  );
  expect({ findings: findings.replaceAll("4 files", "3 files"), patch }).toEqual({
    findings: textOf("javascript", "expected.txt"),
    patch: textOf("javascript", "expected.patch"),
  });
});

function textOf(name: string, file: string): string {
  return readFileSync(join(fixtures, name, file), "utf8");
}

/** What a check finds in a project that pinned one description of a fixture, now that there is the other. */
async function checked(name: string, project: Files, prepare?: (folder: string) => Promise<void>) {
  const folder = await folderWith(project);
  await symlink(modules, join(folder, "node_modules"), "dir");
  await prepare?.(folder);
  const runtime = testRuntime({ cwd: folder });
  const config = await loadConfig(runtime);
  await put(folder, { "vendor.yaml": textOf(name, "base.yaml") });
  await pin(config, { runtime });
  await put(folder, { "vendor.yaml": textOf(name, "revision.yaml") });
  const { contracts } = await check(config, { runtime });
  const findings = contracts.flatMap((contract) => contract.findings);
  const edits = distinct(findings.flatMap(({ suggestions }) => suggestions.flatMap((one) => one.edits ?? [])));
  return {
    unknown: contracts.flatMap((contract) => contract.unknown),
    findings: `${findings.map(told).join("\n")}\n`,
    patch: unifiedDiff(edits, (file) => project[file] ?? ""),
  };
}

function told({ level, rule, operation, location, impact, unused, suggestions }: Finding): string {
  return [
    `${level} ${rule}, ${operation ? operationName(operation) : ""}`,
    `  ${location.pointer}`,
    ...impact.map((place) => `  ${shown(place)}`),
    ...(unused === undefined ? [] : [`  not used in ${unused}`]),
    ...suggestions
      .filter(({ applicability }) => applicability !== "advice")
      .map(({ kind, applicability, text }) => `  ${applicability} ${kind}: ${text}`),
  ].join("\n");
}

function shown({ file, line, column, certainty, symbol = "", how = "" }: CodePlace): string {
  return `${file}:${line}:${column} ${certainty}, in ${symbol}: ${how}`;
}
