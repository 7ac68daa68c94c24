import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { globSync } from "tinyglobby";
import type { DiffOptions } from "../../src/diff/index.ts";
import type { JsonObject } from "../../src/json.ts";
import type { Brief } from "./brief.ts";

/** Two descriptions and what changed between them, as files that a person can read. */
export interface Pair {
  readonly name: string;
  readonly base: JsonObject;
  readonly revision: JsonObject;
  readonly expected: readonly Brief[];
  /** Of `options.yaml`, where there is one. */
  readonly options: Partial<DiffOptions>;
}

/** Every folder below that holds `base.yaml`, `revision.yaml` and `expected.yaml`. */
export function pairs(below: string): Pair[] {
  const cwd = new URL(`${below}/`, import.meta.url).pathname;
  const read = (folder: string, file: string) => load(readFileSync(join(cwd, folder, file), "utf8"));
  return globSync("**/base.yaml", { cwd })
    .sort()
    .map((path) => dirname(path))
    .map((name) => ({
      name,
      base: read(name, "base.yaml") as JsonObject,
      revision: read(name, "revision.yaml") as JsonObject,
      expected: read(name, "expected.yaml") as Brief[],
      options: existsSync(join(cwd, name, "options.yaml")) ? (read(name, "options.yaml") as Partial<DiffOptions>) : {},
    }));
}
