import { Command } from "commander";
import { publicationText } from "../publish/text.ts";
import { terminalLine } from "../report/neutralise.ts";
import { type CommandMaker, examples } from "./command.ts";
import { type OutputOptions, output, withOutput } from "./output.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";
import { timeSpan } from "./time-span.ts";

interface Options extends OutputOptions, ThresholdOptions {
  readonly publish?: boolean;
  readonly dryRun?: boolean;
  readonly maxAge?: number;
}

export const mergeCommand: CommandMaker = (act) =>
  withThreshold(withOutput(new Command("merge")))
    .summary("join what the shards of a check came to")
    .description(
      "Joins the results of check --shard, in any order, and goes on as check does: the report, the ledger, the issues. Contracts that no result holds are unknown.",
    )
    .argument("<results...>", "results, or folders of them")
    .option("--publish", "open, update or close one GitHub issue for each contract (needs GITHUB_TOKEN)")
    .option("--dry-run", "tell what --publish would do, and write nothing")
    .option("--max-age <span>", "leave out results that are older: another night's (default: 12h)", timeSpan)
    .addHelpText("after", examples("driftpin merge results", "driftpin merge results/1.json results/2.json --publish"))
    .action(
      act<Options, [string[]]>(async (edge, options, results) => {
        const { runtime } = edge;
        const { loadConfig, merge, publish } = await import("../index.ts");
        const config = await loadConfig(options.config, { runtime });
        const { report, proposals, notes } = await merge(config, results, { maxAgeMs: options.maxAge, runtime });
        for (const { level, text, todo } of notes) {
          edge.tell(terminalLine(`${level}: ${text}${todo ? ` (${todo})` : ""}`));
        }
        await output(report, { ...options, folder: config.folder }, edge);
        if (options.publish || options.dryRun) {
          const how = { publish: config.publish, proposals, dryRun: options.dryRun === true };
          edge.tell(publicationText(await publish(report, how, { runtime })));
        }
        return exitCode(report.summary, options, config.policy.failOn);
      }),
    );
