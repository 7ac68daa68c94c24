import { Command, Option } from "commander";
import { pretty } from "../report/json.ts";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly format: "terminal" | "json";
  readonly allowUnknown?: boolean;
}

export const sampleCommand: CommandMaker = (act) =>
  new Command("sample")
    .summary("how vendors answer now, held against the pins: the live half of a check")
    .description(
      "Sends the probes, and holds the answers against the pins. Prints no value of an answer, only its shape.",
    )
    .argument("[vendors...]", "the vendors to sample (default: all)")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .option("--allow-unknown", "do not exit with 3 because of what could not be sampled")
    .addHelpText("after", examples("driftpin sample", "driftpin sample github --format json"))
    .action(
      act<Options, [string[]]>(async (edge, options, vendors) => {
        const { loadConfig, sample } = await import("../index.ts");
        const { sampleText } = await import("./sample-text.ts");
        const { runtime } = edge;
        const report = await sample(await loadConfig(options.config, { runtime }), { runtime, vendors });
        await edge.print(options.format === "json" ? pretty(report) : sampleText(report, edge));
        const isUnknown = report.vendors.some(({ unknown }) => unknown.length > 0);
        return isUnknown && !options.allowUnknown ? 3 : 0;
      }),
    );
