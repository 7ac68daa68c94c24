import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsdown";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the action's bundle. */
    readonly bundle: string;
  }
}

/** Builds the action as a release does, once for all tests that spawn it, far from any node_modules. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bundle-"));
  await bundle(folder);
  provide("bundle", folder);
  return () => rm(folder, { recursive: true });
}

/** Builds the action into a folder. */
export async function bundle(outDir: string): Promise<void> {
  await build({ config: "tsdown.action.config.ts", outDir, logLevel: "error" });
}
