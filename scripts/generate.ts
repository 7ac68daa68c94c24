import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { reportJsonSchema } from "../src/report/schema.ts";
import { withDetected } from "./detected.ts";
import { rulesPage } from "./rules.ts";

/** A file that is made from the source, and how its text comes about. */
export interface Generated {
  /** From the repository's root. */
  readonly path: string;
  readonly text: () => string;
}

/** Every generated file. A test checks that each is current. */
export const generated: readonly Generated[] = [
  { path: "schema/config.json", text: () => json(configJsonSchema()) },
  { path: "schema/report.json", text: () => json(reportJsonSchema()) },
  { path: "docs/rules.md", text: rulesPage },
  { path: "README.md", text: () => withDetected(readFileSync("README.md", "utf8")) },
];

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.filename === process.argv[1]) {
  for (const { path, text } of generated) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text());
  }
}
