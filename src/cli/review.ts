import { Command, Option } from "commander";
import type { reviewFormats } from "../report/review.ts";
import { type CommandMaker, examples } from "./command.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends ThresholdOptions {
  readonly base?: string;
  readonly format: (typeof reviewFormats)[number];
}

export const reviewCommand: CommandMaker = (act) =>
  withThreshold(new Command("review"))
    .summary("what your own change of the pins or the configuration accepts")
    .description(
      "Tells what merging this branch takes as normal: what the vendors changed between the pins of the base and those here, findings newly accepted, and settings that weaken the checks. Asks no vendor, and needs no secret.",
    )
    .option(
      "--base <ref>",
      "the commit to compare with (default: where this branch left the upstream's default branch)",
    )
    .addOption(
      new Option("-f, --format <name>", "how to print the review")
        .choices(["terminal", "markdown", "json"] satisfies Options["format"][])
        .default("terminal"),
    )
    .addHelpText("after", examples("driftpin review", "driftpin review --base origin/main --fail-on breaking"))
    .action(
      act<Options, []>(async ({ runtime, print, columns, colour }, options) => {
        const { loadConfig, review } = await import("../index.ts");
        const { renderReview } = await import("../report/review.ts");
        const config = await loadConfig(options.config, { runtime });
        const report = await review(config, { base: options.base, runtime });
        await print(renderReview(report, options.format, { columns, colour }));
        // It is for people: only who asks for a threshold gets one.
        return options.failOn === undefined ? 0 : exitCode(report.summary, options);
      }),
    );
