import { join } from "node:path";
import { checkAndPropose, publish } from "../../index.ts";
import type { Proposal } from "../../publish/proposal.ts";
import type { Publication } from "../../publish/publication.ts";
import { render } from "../../report/index.ts";
import { pretty } from "../../report/json.ts";
import type { Edge } from "../edge.ts";
import { act, type Stage } from "./stage.ts";

/** What the team sees once the vendor has drifted, and what is left to look at. */
export async function play(edge: Edge, { folder, config, runtime }: Stage): Promise<void> {
  await act(edge, "The vendor drifts overnight, and the team checks", "driftpin check");
  const { report, proposals } = await checkAndPropose(config, { runtime });
  await edge.print(await render(report, "terminal", edge));

  await act(edge, "The issue that would be opened", "driftpin check --publish");
  await edge.print(issues(await publish(report, { publish: config.publish, dryRun: true }, { runtime })));

  await act(edge, "The commits of the pull request beside it", "driftpin check --publish");
  await edge.print(proposals.map(commits).join("\n"));

  const json = join(folder, "report.json");
  await runtime.files.write(json, pretty(report));
  await act(edge, "What is left to look at");
  await edge.print(`${json}\n${folder} holds the project, its pins and the report. Nothing else was left behind.\n`);
}

function issues({ outcomes }: Publication): string {
  return outcomes
    .map((outcome) => (outcome.do === "create" ? `${outcome.title}\n\n${outcome.block}\n` : ""))
    .join("\n");
}

function commits({ commits }: Proposal): string {
  return commits
    .map(({ subject, body, files }) => `${subject}\n\n${body}\n\n${files.map(({ path }) => `  ${path}\n`).join("")}`)
    .join("\n");
}
