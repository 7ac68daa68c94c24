import { join, relative } from "node:path";
import { Command } from "commander";
import { configIn } from "../config/find.ts";
import { repositoryRoot } from "../config/repository.ts";
import { UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly workflow?: boolean;
  readonly force?: boolean;
}

export const initCommand: CommandMaker = (act) =>
  new Command("init")
    .summary("write the workflow that checks every night")
    .description(
      "Writes .github/workflows/driftpin.yml for the configuration that is there, with no permission that it does not need, and tells what is left to do.",
    )
    .option("--workflow", "write the workflow of GitHub Actions")
    .option("--force", "write it over one that is there")
    .addHelpText("after", examples("driftpin init --workflow"))
    .action(
      act<Options, []>(async (edge, options) => {
        if (!options.workflow) throw nothingAsked();
        const { loadConfig } = await import("../index.ts");
        const { workflow } = await import("./init/workflow.ts");
        const { next } = await import("./init/next.ts");
        const { runtime } = edge;
        const config = await loadConfig(options.config, { runtime });
        const root = await repositoryRoot(config.folder, runtime);
        const file = join(root, ".github/workflows/driftpin.yml");
        const written = await write(
          file,
          workflow(config, await toBeNamed(root, config.file, runtime)),
          options,
          runtime,
        );
        const title = `${written}  ${relative(runtime.cwd, file)}`;
        await edge.print(`${[title, ...(await next(config, runtime)).map((step) => `  next  ${step}`)].join("\n")}\n`);
        return 0;
      }),
    );

function nothingAsked(): UsageError {
  return new UsageError("DP6501", {
    what: "nothing to write was asked for",
    todo: "write a driftpin.yaml, as README shows, then ask for the workflow: driftpin init --workflow",
  });
}

/** The path of a configuration that a job at the root would not find by itself. */
async function toBeNamed(root: string, file: string, runtime: Runtime): Promise<string | undefined> {
  if ((await configIn(root, runtime)) === file) return undefined;
  return relative(root, file).replaceAll("\\", "/");
}

/** @throws UsageError (DP6502) where another one is there, and is not to be lost. */
async function write(
  file: string,
  text: string,
  { force = false }: Options,
  { files }: Runtime,
): Promise<"written" | "as it was"> {
  const before = (await files.exists(file)) ? (await files.read(file)).toString("utf8") : undefined;
  if (before === text) return "as it was";
  if (before !== undefined && !force) {
    throw new UsageError("DP6502", {
      what: "the workflow is there already, and differs from what would be written",
      where: { file },
      todo: "give --force to write over it",
    });
  }
  await files.write(file, text);
  return "written";
}
