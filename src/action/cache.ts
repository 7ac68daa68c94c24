import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import type { Config } from "../config/schema.ts";
import type { Runtime } from "../runtime/index.ts";
import { bestEffort } from "./best-effort.ts";
import type { Print } from "./step.ts";

/** The ledger as the runs before this one left it. */
export interface Kept {
  /** Its path. Absolute. */
  readonly ledger: string;
  /** Of its text before the check. */
  readonly hash: string;
}

/**
 * Fetches the ledger that runs before this one have kept, where the runner has a service for that. One outside of
 * `.driftpin/` is the repository's, and is left to whoever commits it. Without it, the nights are counted anew, and the
 * same is said of this one. A failure is a warning.
 */
export async function restoreKept(
  { folder, ledger }: Pick<Config, "folder" | "ledger">,
  runtime: Runtime,
  print: Print,
): Promise<Kept | undefined> {
  const { env } = runtime;
  if (ledger === undefined || !ledger.startsWith(join(folder, ".driftpin") + sep)) return undefined;
  if (!env.ACTIONS_RESULTS_URL || !env.GITHUB_RUN_ID) return undefined;
  const attempt = async () => {
    const { restoreCache } = await import("@actions/cache");
    await restoreCache([pathOf(ledger, runtime)], keyOf(runtime), [keys]);
  };
  await bestEffort({ failure: "The ledger could not be restored", todo, attempt }, runtime, print);
  return { ledger, hash: await hashOf(ledger, runtime) };
}

/** Keeps the ledger for the next run, if this one has told it anything. A failure is a warning. */
export async function saveKept({ ledger, hash }: Kept, runtime: Runtime, print: Print): Promise<void> {
  if ((await hashOf(ledger, runtime)) === hash) return; // the cache that was restored holds all of it
  const attempt = async () => {
    const { saveCache } = await import("@actions/cache");
    await saveCache([pathOf(ledger, runtime)], keyOf(runtime));
  };
  await bestEffort({ failure: "The ledger could not be kept for the next run", todo, attempt }, runtime, print);
}

/** Caches cannot be changed, so that each run makes one of its own, and takes the newest one of any. */
const keys = "drift-";

function keyOf({ env }: Runtime): string {
  return `${keys}${env.GITHUB_RUN_ID}-${env.GITHUB_RUN_ATTEMPT ?? 1}`;
}

/** From the workspace, which may be elsewhere tomorrow: a cache is only found under the path that it was kept by. */
function pathOf(path: string, { cwd, env }: Runtime): string {
  return relative(env.GITHUB_WORKSPACE ?? cwd, path);
}

async function hashOf(path: string, { files }: Runtime): Promise<string> {
  const text = (await files.exists(path)) ? await files.read(path) : "";
  return createHash("sha256").update(text).digest("hex");
}

const todo = 'Failures are counted from this night on; the input cache: "false" does without.';
