import { readFileSync } from "node:fs";
import type { CheckReport, DiffReport } from "../../src/report/report.ts";

/** What `driftpin check` and `driftpin diff` printed once, with one of everything in it. */
export const check: CheckReport = read("check.json");
export const diff: DiffReport = read("diff.json");

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
}
