import type { Runtime } from "../runtime/index.ts";
import { bestEffort } from "./best-effort.ts";
import type { WrittenReports } from "./reports.ts";
import type { Print } from "./step.ts";

/** Uploads the reports as an artifact of the run, where the runner has a service for that. A failure is a warning. */
export async function keepArtifact(
  name: string,
  { folder, json, markdown, sarif }: WrittenReports,
  runtime: Runtime,
  print: Print,
): Promise<void> {
  if (!runtime.env.ACTIONS_RESULTS_URL) return;
  const paths = [json, markdown, ...(sarif === undefined ? [] : [sarif])];
  const attempt = async () => {
    const { DefaultArtifactClient } = await import("@actions/artifact");
    await new DefaultArtifactClient().uploadArtifact(name, paths, folder);
  };
  const failure = `The report could not be kept as the artifact "${name}"`;
  const todo = 'Its name must be unique in a run; the input artifact takes another one, or "" for none.';
  await bestEffort({ failure, todo, attempt }, runtime, print);
}
