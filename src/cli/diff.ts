import { Command, Option } from "commander";
import { type CommandMaker, examples } from "./command.ts";
import { isForPeople, type OutputOptions, output, withOutput } from "./output.ts";
import { type SeverityOptions, withSeverity } from "./severity.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends OutputOptions, SeverityOptions, ThresholdOptions {
  readonly perspective: "consumer" | "provider";
  readonly unfold?: boolean;
  readonly secondOpinion?: boolean;
}

export const diffCommand: CommandMaker = (act) =>
  withThreshold(withSeverity(withOutput(new Command("diff"))))
    .summary("what changed between two descriptions, and what it breaks")
    .description("Tells what changed between two descriptions, and what it breaks. Needs no configuration.")
    .argument("<base>", "the older description: a path, a URL, npm:name@range#path, github:owner/repo@ref#path, …")
    .argument("<revision>", "the newer one")
    .addOption(
      new Option("-p, --perspective <whose>", "whose levels: what breaks a caller, or what a provider may not change")
        .choices(["consumer", "provider"])
        .default("consumer"),
    )
    .option("--unfold", "name every operation that a change reaches, not only the first few")
    .option("--second-opinion", "ask openapi-diff too, if it is installed, and tell where it differs")
    .addHelpText(
      "after",
      examples(
        "driftpin diff old.yaml new.yaml",
        "driftpin diff specs/shop/contract.json https://api.example.com/openapi.json --fail-on warning",
        "driftpin diff npm:@octokit/openapi@21#generated/api.github.com.json npm:@octokit/openapi@22#generated/api.github.com.json",
        "driftpin diff github:acme/shop@v1#openapi.yaml openapi.yaml --format markdown --output changes.json",
      ),
    )
    .action(
      act<Options, [string, string]>(async (edge, options, base, revision) => {
        const { diff } = await import("../index.ts");
        const { perspective, severityLevels, secondOpinion } = options;
        const report = await diff(base, revision, {
          runtime: edge.runtime,
          perspective,
          fold: isForPeople(options),
          severityLevels,
          secondOpinion,
        });
        await output(report, options, edge);
        return exitCode(report.summary, options);
      }),
    );
