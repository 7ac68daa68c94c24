import { Command, InvalidArgumentError, Option } from "commander";
import type { TriageReport } from "../check/triage/report.ts";
import { UsageError } from "../errors.ts";
import { pretty } from "../report/json.ts";
import { type CommandMaker, type ExitCode, examples } from "./command.ts";
import type { Edge, GlobalOptions } from "./edge.ts";

interface Options {
  readonly operation?: string;
  readonly har?: string;
  readonly entry?: number;
  readonly contract?: string;
  readonly format: "terminal" | "json";
  readonly allowUnknown?: boolean;
}

export const triageCommand: CommandMaker = (act) =>
  new Command("triage")
    .summary("why requests fail: seven steps with evidence, the class, and what helps")
    .description(
      "Sends the probes, and follows every failure, and every answer that no longer fits the pin, through seven steps; or does so with one entry of a recording, offline. Exits with 1 if a vendor changed, and with 3 if something failed for another cause.",
    )
    .argument("[vendors...]", "the vendors to ask (default: all)")
    .option("--operation <name>", 'the one operation to ask, such as "GET /orders/{id}"')
    .option("--har <file>", "a recording, whose entry is triaged instead")
    .option("--entry <n>", "which entry of it, from 0", natural)
    .option("--contract <source>", "the description that it is held against (default: the pin that has the operation)")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .option("--allow-unknown", "do not exit with 3 because of what failed")
    .addHelpText(
      "after",
      examples(
        "driftpin triage",
        'driftpin triage shop --operation "GET /orders/{id}"',
        "driftpin triage --har failed.har --entry 3 --contract openapi.yaml",
      ),
    )
    .action(
      act<Options, [string[]]>(async (edge, options, vendors) => {
        const { triageText } = await import("./triage-text.ts");
        const report = await triaged(edge, options, vendors);
        await edge.print(options.format === "json" ? pretty(report) : triageText(report, edge));
        return exitCode(report, options.allowUnknown);
      }),
    );

function natural(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It is a number, from 0.");
  return Number(value);
}

async function triaged(
  { runtime }: Edge,
  { operation, har, entry, contract, config }: Options & GlobalOptions,
  vendors: readonly string[],
): Promise<TriageReport> {
  const { loadConfig, triage, triageRecording } = await import("../index.ts");
  const of = operation === undefined ? {} : { operation };
  if (har === undefined && entry === undefined && contract === undefined)
    return triage(await loadConfig(config, { runtime }), { runtime, vendors, ...of });
  if (har === undefined || entry === undefined || operation !== undefined || (contract && vendors.length > 0)) {
    throw new UsageError("DP6007", {
      what: "a recorded exchange is named by its recording and its place there",
      todo: "give both --har and --entry, without --operation, and either --contract or vendors",
    });
  }
  const against = contract ?? (await loadConfig(config, { runtime }));
  return triageRecording(against, { recording: har, entry, vendors }, { runtime });
}

/** A change of the vendor's goes before what failed for any other cause. */
function exitCode({ vendors }: TriageReport, allowUnknown = false): ExitCode {
  const causes = vendors.flatMap(({ cases }) => cases.map(({ cause }) => cause));
  if (causes.includes("vendor-change")) return 1;
  return causes.length > 0 && !allowUnknown ? 3 : 0;
}
