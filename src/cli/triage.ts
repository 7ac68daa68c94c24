import { Command, Option } from "commander";
import type { TriageReport } from "../check/triage/report.ts";
import { pretty } from "../report/json.ts";
import { type CommandMaker, type ExitCode, examples } from "./command.ts";

interface Options {
  readonly operation?: string;
  readonly format: "terminal" | "json";
  readonly allowUnknown?: boolean;
}

export const triageCommand: CommandMaker = (act) =>
  new Command("triage")
    .summary("why requests fail: seven steps with evidence, the class, and what helps")
    .description(
      "Sends the probes, and follows every failure, and every answer that no longer fits the pin, through seven steps. Exits with 1 if a vendor changed, and with 3 if something failed for another cause.",
    )
    .argument("[vendors...]", "the vendors to ask (default: all)")
    .option("--operation <name>", 'the one operation to ask, such as "GET /orders/{id}"')
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .option("--allow-unknown", "do not exit with 3 because of what failed")
    .addHelpText("after", examples("driftpin triage", 'driftpin triage shop --operation "GET /orders/{id}"'))
    .action(
      act<Options, [string[]]>(async (edge, { operation, format, allowUnknown, config }, vendors) => {
        const { loadConfig, triage } = await import("../index.ts");
        const { triageText } = await import("./triage-text.ts");
        const { runtime } = edge;
        const report = await triage(await loadConfig(config, { runtime }), { runtime, vendors, operation });
        await edge.print(format === "json" ? pretty(report) : triageText(report, edge));
        return exitCode(report, allowUnknown);
      }),
    );

/** A change of the vendor's goes before what failed for any other cause. */
function exitCode({ vendors }: TriageReport, allowUnknown = false): ExitCode {
  const causes = vendors.flatMap(({ cases }) => cases.map(({ cause }) => cause));
  if (causes.includes("vendor-change")) return 1;
  return causes.length > 0 && !allowUnknown ? 3 : 0;
}
