import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { DriftpinError, UsageError } from "../errors.ts";
import { check, loadConfig, publish } from "../index.ts";
import { outcome } from "../policy/outcome.ts";
import type { Publication } from "../publish/publication.ts";
import { pretty } from "../report/json.ts";
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
    return await job(asked, nodeRuntime({ env: { ...env, ...(asked.token && { GITHUB_TOKEN: asked.token }) } }), print);
  } catch (thrown) {
    const message = thrown instanceof DriftpinError ? thrown.message : `a defect of driftpin's own: ${thrown}`;
    print(annotation("error", message, "driftpin"));
    return thrown instanceof UsageError ? 2 : 3;
  }
}

async function job(asked: Inputs, runtime: Runtime, print: (line: string) => void): Promise<0 | 1 | 3> {
  const { cwd, env, files } = runtime;
  const config = await loadConfig(asked.config, { runtime });
  const report = await check(config, { runtime, vendors: asked.vendors, twice: asked.publish });

  // The report is left before anything is published: it is still there when publishing fails.
  const path = join(env.RUNNER_TEMP ?? cwd, "driftpin-report.json");
  await files.write(path, pretty(report));
  if (env.GITHUB_STEP_SUMMARY) await files.append(env.GITHUB_STEP_SUMMARY, summary(report));
  const folders = { configuration: config.folder, workspace: env.GITHUB_WORKSPACE ?? cwd };
  for (const line of annotations(report, folders)) print(line);

  const publication = asked.publish || asked.dryRun ? await published(report, asked, config, runtime) : undefined;
  for (const { level, text, todo = "" } of publication?.notes ?? [])
    print(annotation(level, `${text} ${todo}`, "driftpin"));
  if (env.GITHUB_OUTPUT) await files.append(env.GITHUB_OUTPUT, outputs(report, publication, path));
  return exitCodes[outcome(report.summary, asked)];
}

function published(report: CheckReport, { dryRun }: Inputs, config: Config, runtime: Runtime): Promise<Publication> {
  return publish(report, { publish: config.publish, dryRun }, { runtime });
}

const exitCodes = { fine: 0, drift: 1, unknown: 3 } as const;
