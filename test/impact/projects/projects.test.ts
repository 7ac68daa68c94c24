import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
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
import { filesOf, folderWith, put } from "../../support/folder.ts";
import { testRuntime } from "../../support/runtime.ts";

/*
 * Whole projects of a team, each with the description that it pinned and the one that the vendor publishes now. A folder
 * holds `project/`, `base.yaml`, `revision.yaml`, and what comes of it: `expected.txt` has each finding with its places
 * and patches, `expected.patch` all patches together.
 */
const fixtures = join(import.meta.dirname, "fixtures");
const modules = join(import.meta.dirname, "../../../node_modules");

test.each(globSync("*/base.yaml", { cwd: fixtures }).map((path) => path.replace("/base.yaml", "")))(
  "what drift reaches in a project, and how it is mended there: %s",
  async (name) => {
    const text = (file: string) => readFileSync(join(fixtures, name, file), "utf8");
    const texts = await filesOf(join(fixtures, name, "project"));
    const folder = await folderWith(texts);
    await symlink(modules, join(folder, "node_modules"), "dir");
    const runtime = testRuntime({ cwd: folder });
    const config = await loadConfig(runtime);
    await put(folder, { "vendor.yaml": text("base.yaml") });
    await pin(config, { runtime });
    await put(folder, { "vendor.yaml": text("revision.yaml") });
    const { contracts } = await check(config, { runtime });
    const findings = contracts.flatMap((contract) => contract.findings);
    const edits = distinct(findings.flatMap(({ suggestions }) => suggestions.flatMap((one) => one.edits ?? [])));
    const patch = unifiedDiff(edits, (file) => texts[file] ?? "");
    const unknown = contracts.flatMap((contract) => contract.unknown);
    expect({ unknown, findings: `${findings.map(told).join("\n")}\n`, patch }).toEqual({
      unknown: [],
      findings: text("expected.txt"),
      patch: text("expected.patch"),
    });
  },
);

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
