import { dirname, join } from "node:path";
import { UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";

/** The names that a configuration can have. The first that exists is taken. */
const configNames = ["driftpin.yaml", "driftpin.yml", "driftpin.json"] as const;

/**
 * Absolute path of the nearest configuration, from the working directory upwards.
 *
 * @throws UsageError where there is none.
 */
export async function findConfig(runtime: Runtime): Promise<string> {
  for (const folder of upwards(runtime.cwd)) {
    const file = await configIn(folder, runtime);
    if (file !== undefined) return file;
  }
  throw new UsageError("DP1001", {
    what: "there is no driftpin.yaml, driftpin.yml or driftpin.json in this folder or in one above it",
    where: { file: runtime.cwd },
    todo: "write one (README shows an example), or go to the folder that has one",
  });
}

/** The configuration that is found in a folder where none is named, if there is one. */
export async function configIn(folder: string, { files }: Runtime): Promise<string | undefined> {
  for (const name of configNames) {
    const file = join(folder, name);
    if (await files.exists(file)) return file;
  }
  return undefined;
}

function* upwards(folder: string): Generator<string> {
  yield folder;
  if (dirname(folder) !== folder) yield* upwards(dirname(folder));
}
