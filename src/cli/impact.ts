import { Command, Option } from "commander";
import { pretty } from "../report/json.ts";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly format: "terminal" | "json";
}

export const impactCommand: CommandMaker = (act) =>
  new Command("impact")
    .summary("which operations and fields the code uses, and where")
    .description(
      "Reads the code that calls vendors, and tells what it uses of the pinned contracts: operations, parameters, fields. Also what it hands on, and the calls that nobody can follow. Offline.",
    )
    .argument("[vendors...]", "the vendors to look for (default: all)")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .addHelpText("after", examples("driftpin impact", "driftpin impact github --format json"))
    .action(
      act<Options, [string[]]>(async (edge, options, vendors) => {
        const { impact, loadConfig } = await import("../index.ts");
        const { impactText } = await import("./impact-text.ts");
        const { runtime } = edge;
        const report = await impact(await loadConfig(options.config, { runtime }), { runtime, vendors });
        await edge.print(options.format === "json" ? pretty(report) : impactText(report, edge));
        return 0;
      }),
    );
