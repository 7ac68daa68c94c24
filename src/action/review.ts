import { join } from "node:path";
import { reviewPullRequest } from "../check/review/pull-request.ts";
import type { Config } from "../config/schema.ts";
import { parseJson } from "../contract/parse-json.ts";
import { UsageError } from "../errors.ts";
import type { Json } from "../json.ts";
import { pretty } from "../report/json.ts";
import type { Summary } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { annotations } from "./annotations.ts";
import { reportFolder } from "./reports.ts";
import type { Print } from "./step.ts";
import { reviewSummary } from "./summary.ts";

/**
 * Tells on a pull request's run what merging it takes as normal, and returns the counts of that. No vendor is asked, and
 * nothing is written to GitHub.
 */
export async function tellReview(config: Config, runtime: Runtime, print: Print): Promise<Summary> {
  const { cwd, env, files } = runtime;
  const report = await reviewPullRequest(config, await event(runtime), runtime);
  const path = join(reportFolder(runtime), "review.json");
  await files.write(path, pretty(report));
  if (env.GITHUB_STEP_SUMMARY) await files.append(env.GITHUB_STEP_SUMMARY, reviewSummary(report));
  const contracts = report.reviewed.map(({ vendor, findings }) => ({ vendor, findings, unknown: [] }));
  const folders = { configuration: config.folder, workspace: env.GITHUB_WORKSPACE ?? cwd };
  for (const line of annotations({ contracts }, folders)) print(line);
  if (env.GITHUB_OUTPUT) await files.append(env.GITHUB_OUTPUT, `report-path=${path}\n`);
  return report.summary;
}

/** @throws UsageError (DP6404) where the runner has told of none */
async function event({ env, files }: Runtime): Promise<Json> {
  const file = env.GITHUB_EVENT_PATH;
  if (!file) {
    throw new UsageError("DP6404", { what: "GITHUB_EVENT_PATH is not set", todo: "run this as a step of a workflow" });
  }
  return parseJson({ file, text: (await files.read(file)).toString("utf8") });
}
