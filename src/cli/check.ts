import { Command } from "commander";
import { terminalLine } from "../report/neutralise.ts";
import { type CommandMaker, examples } from "./command.ts";
import { type OutputOptions, output, withOutput } from "./output.ts";
import { isPublished, type PublicationOptions, published, withPublication } from "./publication.ts";
import { type SeverityOptions, withSeverity } from "./severity.ts";
import { isSharded, runShard, type ShardOptions, withShard } from "./shard.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends OutputOptions, SeverityOptions, ShardOptions, ThresholdOptions, PublicationOptions {
  readonly refetch?: boolean;
}

export const checkCommand: CommandMaker = (act) =>
  withPublication(withShard(withThreshold(withSeverity(withOutput(new Command("check"))))), "look twice, then ")
    .summary("what vendors changed since they were pinned: the main job")
    .description(
      "Fetches what the vendors publish, sends the probes, and tells what differs from the pins: published, live, or both.",
    )
    .argument("[vendors...]", "the vendors to check (default: all)")
    .option("--refetch", "fetch and compare every description, also where its source says that it is unchanged")
    .addHelpText(
      "after",
      examples(
        "driftpin check",
        "driftpin check github --fail-on warning",
        "driftpin check --publish --dry-run --publication plan.json",
        "driftpin check --shard 1/4 --result results/1.json",
        "driftpin check --publish --format markdown --output drift.json >> $GITHUB_STEP_SUMMARY",
      ),
    )
    .action(
      act<Options, [string[]]>(async (edge, options, vendors) => {
        if (isSharded(options)) return runShard(edge, options, vendors);
        const { runtime } = edge;
        const { check, checkAndPropose, loadConfig } = await import("../index.ts");
        const { codeNotFound } = await import("../check/code-found.ts");
        const config = await loadConfig(options.config, { runtime });
        const { severityLevels, refetch, publish: twice = false } = options;
        for (const line of await codeNotFound(config, { runtime, vendors })) edge.tell(terminalLine(line));
        const how = { runtime, vendors, severityLevels, refetch, twice };
        const { report, proposals } = isPublished(options)
          ? await checkAndPropose(config, how)
          : { report: await check(config, how), proposals: [] };
        await output(report, { ...options, folder: config.folder }, edge);
        if (await published({ report, proposals }, options, config, edge)) return 2;
        return exitCode(report.summary, options, config.policy.failOn);
      }),
    );
