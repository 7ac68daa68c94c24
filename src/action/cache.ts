import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { Runtime } from "../runtime/index.ts";
import { bestEffort } from "./best-effort.ts";
import type { Print } from "./step.ts";

/** What vendors published in the runs before this one. */
export interface Kept {
  /** Where it lies. Absolute. */
  readonly folder: string;
  /** Of what lay there before the check. */
  readonly hash: string;
}

/**
 * Fetches what runs before this one have kept, where the runner has a service for that. Without it, vendors are asked
 * for everything again, and say the same. A failure is a warning.
 */
export async function restoreKept(configuration: string, runtime: Runtime, print: Print): Promise<Kept | undefined> {
  const { env } = runtime;
  if (!env.ACTIONS_RESULTS_URL || !env.GITHUB_RUN_ID) return undefined;
  const folder = join(configuration, ".driftpin/cache");
  const attempt = async () => {
    const { restoreCache } = await import("@actions/cache");
    await restoreCache([pathOf(folder, runtime)], keyOf(runtime), [keys]);
  };
  await bestEffort({ failure: "What was kept could not be restored", todo, attempt }, runtime, print);
  return { folder, hash: await hashOf(folder, runtime) };
}

/** Keeps what vendors publish for the next run, if it is not what the last one kept. A failure is a warning. */
export async function saveKept({ folder, hash }: Kept, runtime: Runtime, print: Print): Promise<void> {
  if ((await hashOf(folder, runtime)) === hash) return; // the cache that was restored holds all of it
  const attempt = async () => {
    const { saveCache } = await import("@actions/cache");
    await saveCache([pathOf(folder, runtime)], keyOf(runtime));
  };
  await bestEffort({ failure: "Nothing could be kept for the next run", todo, attempt }, runtime, print);
}

/** Caches cannot be changed, so that each run makes one of its own, and takes the newest one of any. */
const keys = "drift-";

function keyOf({ env }: Runtime): string {
  return `${keys}${env.GITHUB_RUN_ID}-${env.GITHUB_RUN_ATTEMPT ?? 1}`;
}

/** From the workspace, which may be elsewhere tomorrow: a cache is only found under the path that it was kept by. */
function pathOf(folder: string, { cwd, env }: Runtime): string {
  return relative(env.GITHUB_WORKSPACE ?? cwd, folder);
}

async function hashOf(folder: string, { files }: Runtime): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await files.list(["**"], folder)) {
    hash.update(`${relative(folder, path)}\0`);
    for await (const piece of files.stream(path)) hash.update(piece);
  }
  return hash.digest("hex");
}

const todo = 'It only costs time; the input cache: "false" does without.';
