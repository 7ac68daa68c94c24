import { Command } from "commander";
import { terminalLine } from "../report/neutralise.ts";
import { type CommandMaker, examples } from "./command.ts";
import { type OutputOptions, output, withOutput } from "./output.ts";
import { type PublicationOptions, published, withPublication } from "./publication.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";
import { timeSpan } from "./time-span.ts";

interface Options extends OutputOptions, ThresholdOptions, PublicationOptions {
  readonly maxAge?: number;
}

export const mergeCommand: CommandMaker = (act) =>
  withPublication(withThreshold(withOutput(new Command("merge"))))
    .summary("join what the shards of a check came to")
    .description(
      "Joins the results of check --shard, in any order, and goes on as check does: the report, the ledger, the issues. Contracts that no result holds are unknown.",
    )
    .argument("<results...>", "results, or folders of them")
    .option("--max-age <span>", "leave out results that are older: another night's (default: 12h)", timeSpan)
    .addHelpText("after", examples("driftpin merge results", "driftpin merge results/1.json results/2.json --publish"))
    .action(
      act<Options, [string[]]>(async (edge, options, results) => {
        const { runtime } = edge;
        const { loadConfig, merge } = await import("../index.ts");
        const config = await loadConfig(options.config, { runtime });
        const { report, proposals, notes } = await merge(config, results, { maxAgeMs: options.maxAge, runtime });
        for (const { level, text, todo } of notes) {
          edge.tell(terminalLine(`${level}: ${text}${todo ? ` (${todo})` : ""}`));
        }
        await output(report, { ...options, folder: config.folder }, edge);
        if (await published({ report, proposals }, options, config, edge)) return 2;
        return exitCode(report.summary, options, config.policy.failOn);
      }),
    );
