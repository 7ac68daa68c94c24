import type { Config } from "../config/schema.ts";
import { check, checkAndPropose, loadConfig, publish } from "../index.ts";
import { type Outcome, outcome } from "../policy/outcome.ts";
import { failsStrictly } from "../publish/strict.ts";
import type { Runtime } from "../runtime/index.ts";
import { nodeRuntime } from "../runtime/node.ts";
import { annotations } from "./annotations.ts";
import { keepArtifact } from "./artifact.ts";
import { restoreKept, saveKept } from "./cache.ts";
import { mask } from "./commands.ts";
import { failed } from "./failure.ts";
import { type Inputs, inputs } from "./inputs.ts";
import { outputs } from "./outputs.ts";
import { publicationLines, publicationSummary } from "./publication.ts";
import { writeReports } from "./reports.ts";
import { tellReview } from "./review.ts";
import { secrets } from "./secrets.ts";
import type { Print, Step } from "./step.ts";
import { summary } from "./summary.ts";

/** Runs the main job for a workflow's step, and resolves to what the process ends with. Never rejects. */
export async function run(step: Step): Promise<number> {
  const { cwd, env, signal, print } = step;
  const runtime = nodeRuntime({ cwd, env: withToken(env), signal });
  try {
    const asked = inputs(env);
    if (asked.token !== undefined) print(mask(asked.token));
    const config = await loadConfig(asked.config, { runtime });
    for (const secret of secrets(config, env)) print(mask(secret));
    const ending = isForPullRequest(env)
      ? outcome(await tellReview(config, runtime, print), { failOn: asked.failOn, allowUnknown: true })
      : await job(asked, config, runtime, print);
    return exitCodes[ending];
  } catch (thrown) {
    return await failed(thrown, step, runtime);
  }
}

/** The token's input is the only one that is passed on by the environment, where whoever publishes looks for it. */
function withToken(env: Runtime["env"]): Runtime["env"] {
  const token = env.INPUT_TOKEN?.trim();
  return token ? { ...env, GITHUB_TOKEN: token } : env;
}

function isForPullRequest({ GITHUB_EVENT_NAME: event = "" }: Runtime["env"]): boolean {
  return /^pull_request/.test(event);
}

async function job(asked: Inputs, config: Config, runtime: Runtime, print: Print): Promise<Ending> {
  const { cwd, env, files, signal } = runtime;
  const toSummary = async (text: string) => {
    if (env.GITHUB_STEP_SUMMARY) await files.append(env.GITHUB_STEP_SUMMARY, text);
  };
  const kept = asked.cache ? await restoreKept(config, runtime, print) : undefined;
  const how = { runtime, vendors: asked.vendors, twice: asked.publish };
  const isPublished = asked.publish || asked.dryRun;
  const { report, proposals } = isPublished
    ? await checkAndPropose(config, how)
    : { report: await check(config, how), proposals: [] };
  signal.throwIfAborted();

  // The report is left before anything is published: it is still there when publishing fails.
  const written = await writeReports(report, { sarif: asked.sarif, configuration: config.folder }, runtime);
  await toSummary(summary(report));
  const folders = { configuration: config.folder, workspace: env.GITHUB_WORKSPACE ?? cwd };
  for (const line of annotations(report, folders)) print(line);
  if (asked.artifact !== undefined) await keepArtifact(asked.artifact, written, runtime, print);

  const publication = isPublished
    ? await publish(report, { publish: config.publish, proposals, dryRun: asked.dryRun }, { runtime })
    : undefined;
  if (publication !== undefined) {
    for (const line of publicationLines(publication)) print(line);
    await toSummary(publicationSummary(publication));
  }
  signal.throwIfAborted(); // what was done has been told
  if (env.GITHUB_OUTPUT) await files.append(env.GITHUB_OUTPUT, outputs(report, publication, written));
  if (kept !== undefined) await saveKept(kept, runtime, print);
  return publication && failsStrictly(publication, config.publish) ? "refused" : outcome(report.summary, asked);
}

/** Refused: not all of it could be published, and the configuration is strict about that. */
type Ending = Outcome | "refused";

const exitCodes = { fine: 0, drift: 1, refused: 2, unknown: 3 } as const satisfies Record<Ending, number>;
