import { Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import { pretty } from "../report/json.ts";
import { type Action, type CommandMaker, examples } from "./command.ts";
import { exitCode, type ThresholdOptions, withThreshold } from "./threshold.ts";

interface Options extends ThresholdOptions {
  readonly format: "terminal" | "json";
  readonly contract?: string;
  readonly recording?: readonly string[];
}

type Sample = Action<Options, [string[]]>;

export const sampleCommand: CommandMaker = (act) =>
  withThreshold(new Command("sample"))
    .summary("how vendors answer now, held against the pins: the live half of a check")
    .description(
      "Sends the probes, and holds the answers against the pins; or holds recorded answers against any contract, without a configuration and offline. Prints no value of an answer, only its shape.",
    )
    .argument("[vendors...]", "the vendors to sample (default: all)")
    .option("--contract <source>", "a description, from any source, that recordings are held against")
    .option("--recording <files...>", "HAR files, or Postman collections with saved examples; paths or globs")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .addHelpText(
      "after",
      examples(
        "driftpin sample",
        "driftpin sample github --format json",
        "driftpin sample --contract openapi.yaml --recording 'test/recordings/*.har'",
      ),
    )
    .action(
      act<Options, [string[]]>((edge, options, vendors) =>
        options.contract === undefined && options.recording === undefined
          ? ofVendors(edge, options, vendors)
          : ofRecordings(edge, options, vendors),
      ),
    );

const ofVendors: Sample = async (edge, options, vendors) => {
  const { loadConfig, sample } = await import("../index.ts");
  const { sampleText } = await import("./sample-text.ts");
  const { runtime } = edge;
  const report = await sample(await loadConfig(options.config, { runtime }), { runtime, vendors });
  await edge.print(options.format === "json" ? pretty(report) : sampleText(report, edge));
  const isUnknown = report.vendors.some(({ unknown }) => unknown.length > 0);
  return isUnknown && !options.allowUnknown ? 3 : 0;
};

/** What does not fit a contract is no drift by itself, so it fails only where that is asked for. */
const ofRecordings: Sample = async (edge, { contract, recording, format, ...threshold }, vendors) => {
  if (contract === undefined || recording === undefined || vendors.length > 0) {
    throw new UsageError("DP6006", {
      what: "recordings are held against a contract, not against a vendor's pin",
      todo: "give both --contract and --recording, and no vendor",
    });
  }
  const { sampleRecordings } = await import("../index.ts");
  const { recordedText } = await import("./recorded-text.ts");
  const report = await sampleRecordings(contract, recording, { runtime: edge.runtime });
  await edge.print(format === "json" ? pretty(report) : recordedText(report, edge));
  const { summary } = report;
  if (summary.matched > 0) return exitCode(summary, threshold, "none");
  edge.tell(`nothing was held against the contract: ${nothing(summary.exchanges)}`);
  return exitCode({ ...summary, unknown: summary.unknown + 1 }, threshold, "none"); // so nothing is clean
};

function nothing(exchanges: number): string {
  return exchanges === 0 ? "no exchange is recorded" : "none of the recorded exchanges is one of its operations";
}
