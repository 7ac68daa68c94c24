import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, loadConfig, pin, publish } from "../../index.ts";
import type { Publication } from "../../publish/publication.ts";
import { render } from "../../report/index.ts";
import { pretty } from "../../report/json.ts";
import type { Edge } from "../edge.ts";
import { pinText } from "../pin-text.ts";
import { writeProject } from "./project.ts";
import { startVendor } from "./vendor.ts";

/** The whole job in four acts, in a folder that stays, so that what it made can be looked at. */
export async function play(edge: Edge): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-demo-"));
  const runtime = { ...edge.runtime, cwd: folder, env: {} }; // no token, no repository: nothing of the user's is used
  const vendor = await startVendor();
  try {
    await writeProject(folder, vendor.url, runtime);
    const config = await loadConfig(undefined, { runtime });
    const json = join(folder, "report.json");

    await act(edge, "The team pins the vendor's contract", "driftpin pin");
    const pinned = await pin(config, { runtime });
    await edge.print(`${pinned.map((result) => pinText(result, edge)).join("\n")}\n`);

    vendor.drift();
    await act(edge, "The vendor drifts overnight, and the team checks", "driftpin check");
    const report = await check(config, { runtime });
    await edge.print(await render(report, "terminal", edge));

    await act(edge, "The issue that would be opened", "driftpin check --publish");
    await edge.print(issues(await publish(report, { publish: config.publish, dryRun: true }, { runtime })));

    await runtime.files.write(json, pretty(report));
    await act(edge, "What is left to look at");
    await edge.print(`${json}\n${folder} holds the project, its pins and the report. Nothing else was left behind.\n`);
  } finally {
    await vendor.close();
  }
}

function act({ print }: Edge, title: string, command?: string): Promise<void> {
  const heading = [`── ${title} `.padEnd(80, "─"), ...(command ? [`$ ${command}`] : [])].join("\n");
  return print(`\n${heading}\n`);
}

function issues({ outcomes }: Publication): string {
  return outcomes
    .map((outcome) => (outcome.do === "create" ? `${outcome.title}\n\n${outcome.block}\n` : ""))
    .join("\n");
}
