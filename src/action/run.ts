import { join } from "node:path";
import { DriftpinError, UsageError } from "../errors.ts";
import { check, loadConfig, publish } from "../index.ts";
import { outcome } from "../policy/outcome.ts";
import type { Publication } from "../publish/publication.ts";
import { json } from "../report/json.ts";
import type { CheckReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { nodeRuntime } from "../runtime/node.ts";
import { annotations } from "./annotations.ts";
import { annotation, mask } from "./commands.ts";
import { type Inputs, inputs } from "./inputs.ts";
import { outputs } from "./outputs.ts";
import { summary } from "./summary.ts";

/** Runs the main job for a workflow's step, and resolves to what the process ends with. Never rejects. */
export async function run(env: Runtime["env"], print: (line: string) => void): Promise<0 | 1 | 2 | 3> {
  try {
    const asked = inputs(env);
    if (asked.token !== undefined) print(mask(asked.token));
    return await job(asked, nodeRuntime({ env: { GITHUB_TOKEN: asked.token, ...env } }), print);
  } catch (thrown) {
    const message = thrown instanceof DriftpinError ? thrown.message : `a defect of driftpin's own: ${thrown}`;
    print(annotation("error", message, "driftpin"));
    return thrown instanceof UsageError ? 2 : 3;
  }
}

async function job(asked: Inputs, runtime: Runtime, print: (line: string) => void): Promise<0 | 1 | 3> {
  const config = await loadConfig(asked.config, { runtime });
  const report = await check(config, { runtime, vendors: asked.vendors });
  const workspace = runtime.env.GITHUB_WORKSPACE ?? runtime.cwd;
  for (const line of annotations(report, { configuration: config.folder, workspace })) print(line);
  const publication =
    asked.publish || asked.dryRun
      ? await publish(report, { publish: config.publish, dryRun: asked.dryRun }, { runtime })
      : undefined;
  for (const { level, text, todo } of publication?.notes ?? [])
    print(annotation(level, [text, todo].join(" "), "driftpin"));
  await leave(report, publication, runtime);
  return exitCodes[outcome(report.summary, asked)];
}

/** Leaves the report where later steps, the run's page and people find it. */
async function leave(
  report: CheckReport,
  publication: Publication | undefined,
  { env, cwd, files }: Runtime,
): Promise<void> {
  const path = join(env.RUNNER_TEMP ?? cwd, "driftpin-report.json");
  await files.write(path, json(report));
  if (env.GITHUB_STEP_SUMMARY) await files.append(env.GITHUB_STEP_SUMMARY, summary(report));
  if (env.GITHUB_OUTPUT) await files.append(env.GITHUB_OUTPUT, outputs(report, publication, path));
}

const exitCodes = { fine: 0, drift: 1, unknown: 3 } as const;
