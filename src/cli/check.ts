import { Command } from "commander";
import { publicationText } from "../publish/text.ts";
import { type CommandMaker, examples } from "./command.ts";
import { type OutputOptions, output, withOutput } from "./output.ts";
import { type SeverityOptions, withSeverity } from "./severity.ts";
import { isSharded, runShard, type ShardOptions, withShard } from "./shard.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends OutputOptions, SeverityOptions, ShardOptions, ThresholdOptions {
  readonly publish?: boolean;
  readonly dryRun?: boolean;
}

export const checkCommand: CommandMaker = (act) =>
  withShard(withThreshold(withSeverity(withOutput(new Command("check")))))
    .summary("what vendors changed since they were pinned: the main job")
    .description(
      "Fetches what the vendors publish, sends the probes, and tells what differs from the pins: published, live, or both.",
    )
    .argument("[vendors...]", "the vendors to check (default: all)")
    .option(
      "--publish",
      "look twice, then open, update or close one GitHub issue for each contract (needs GITHUB_TOKEN)",
    )
    .option("--dry-run", "tell what --publish would do, and write nothing")
    .addHelpText(
      "after",
      examples(
        "driftpin check",
        "driftpin check github --fail-on warning",
        "driftpin check --publish --dry-run",
        "driftpin check --shard 1/4 --result results/1.json",
        "driftpin check --publish --format markdown --output drift.json >> $GITHUB_STEP_SUMMARY",
      ),
    )
    .action(
      act<Options, [string[]]>(async (edge, options, vendors) => {
        if (isSharded(options)) return runShard(edge, options, vendors);
        const { runtime } = edge;
        const { check, loadConfig, publish } = await import("../index.ts");
        const config = await loadConfig(options.config, { runtime });
        const { severityLevels, publish: twice = false } = options;
        const report = await check(config, { runtime, vendors, severityLevels, twice });
        await output(report, { ...options, folder: config.folder }, edge);
        if (options.publish || options.dryRun) {
          const how = { publish: config.publish, dryRun: options.dryRun === true };
          edge.tell(publicationText(await publish(report, how, { runtime })));
        }
        return exitCode(report.summary, options, config.policy.failOn);
      }),
    );
