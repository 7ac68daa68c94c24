import { Command, InvalidArgumentError, Option } from "commander";
import { type CommandMaker, examples } from "./command.ts";
import { isForPeople, type OutputOptions, output, withOutput } from "./output.ts";
import { type SeverityOptions, withSeverity } from "./severity.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends OutputOptions, SeverityOptions, ThresholdOptions {
  readonly perspective: "consumer" | "provider";
  readonly noticeDays?: NoticeDays;
  readonly unfold?: boolean;
  readonly secondOpinion?: boolean;
}

type NoticeDays = { readonly beta?: number; readonly stable?: number };

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
    .option(
      "--notice-days <days>",
      "days a vendor must leave between announcing an end and the end: 90, or beta=31,stable=180",
      noticeDays,
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
        const { perspective, noticeDays, severityLevels, secondOpinion } = options;
        const report = await diff(base, revision, {
          runtime: edge.runtime,
          perspective,
          noticeDays,
          fold: isForPeople(options),
          severityLevels,
          secondOpinion,
        });
        await output(report, options, edge);
        return exitCode(report.summary, options);
      }),
    );

function noticeDays(value: string): NoticeDays {
  if (/^\d{1,4}$/.test(value)) return { beta: Number(value), stable: Number(value) };
  if (/^(beta|stable)=\d{1,4}(,(beta|stable)=\d{1,4})?$/.test(value))
    return Object.fromEntries(value.split(",").map((part) => [part.split("=")[0], Number(part.split("=")[1])]));
  throw new InvalidArgumentError("It is a number of days, or beta=31,stable=180.");
}
