import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, pin } from "../../index.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Edge } from "../edge.ts";
import { pinText } from "../pin-text.ts";
import { writeProject } from "./project.ts";
import { type DemoVendor, startVendor } from "./vendor.ts";

/** A team's project and its vendor. */
export interface Stage {
  /** Absolute path of the project. It stays, so that what the demo made can be looked at. */
  readonly folder: string;
  readonly vendor: DemoVendor;
  readonly config: Awaited<ReturnType<typeof loadConfig>>;
  /** Works in the folder, and knows nothing of the user's environment: no token, no repository. */
  readonly runtime: Runtime;
}

/** Sets the stage, plays the act in which the team pins the vendor, and what comes after it. The vendor is gone then. */
export async function staged(edge: Edge, play: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-demo-"));
  const runtime = { ...edge.runtime, cwd: folder, env: {} };
  const vendor = await startVendor();
  try {
    await writeProject(folder, vendor.url, runtime);
    const config = await loadConfig(undefined, { runtime });
    await act(edge, "The team pins the vendor's contract", "driftpin pin");
    const pinned = await pin(config, { runtime });
    await edge.print(`${pinned.map((result) => pinText(result, edge)).join("\n")}\n`);
    vendor.drift();
    await play({ folder, vendor, config, runtime });
  } finally {
    await vendor.close();
  }
}

/** Announces an act, with the command that a user would type for it. */
export function act({ print }: Edge, title: string, command?: string): Promise<void> {
  const heading = [`── ${title} `.padEnd(80, "─"), ...(command ? [`$ ${command}`] : [])].join("\n");
  return print(`\n${heading}\n`);
}
