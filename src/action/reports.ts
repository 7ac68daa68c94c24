import { join } from "node:path";
import { wayFromRoot } from "../config/repository.ts";
import { type Format, render } from "../report/index.ts";
import type { CheckReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";

/** The report as files, for later steps and for the artifact. Absolute paths. */
export interface WrittenReports {
  readonly folder: string;
  readonly json: string;
  readonly markdown: string;
  readonly sarif?: string;
}

/** Writes the report into a folder of this step's own, where the job keeps its temporary files. */
export async function writeReports(
  report: CheckReport,
  { sarif, configuration }: { readonly sarif: boolean; readonly configuration: string },
  runtime: Runtime,
): Promise<WrittenReports> {
  const { files } = runtime;
  const folder = reportFolder(runtime);
  const options = { columns: 100, colour: false, folder: await wayFromRoot(configuration, runtime) };
  const write = async (format: Format, name: string) => {
    await files.write(join(folder, name), [...(await render(report, format, options))].join(""));
    return join(folder, name);
  };
  return {
    folder,
    json: await write("json", "report.json"),
    markdown: await write("markdown", "report.md"),
    ...(sarif && { sarif: await write("sarif", "report.sarif") }),
  };
}

/** A folder of this step's own among the job's temporary files. Absolute. */
export function reportFolder({ cwd, env }: Runtime): string {
  return join(env.RUNNER_TEMP ?? cwd, `driftpin-${env.GITHUB_ACTION ?? "report"}`);
}
