import { Command, InvalidArgumentError, Option } from "commander";
import { UsageError } from "../errors.ts";
import { pretty } from "../report/json.ts";
import { type Action, type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly proxy?: true | number;
  readonly collect?: boolean;
  readonly out?: string;
  readonly format: "terminal" | "json";
  readonly allowUnknown?: boolean;
}

type Recording = Action<Options, [string, string[]]>;

export const recordCommand: CommandMaker = (act) =>
  new Command("record")
    .summary("writes redacted exchanges with a vendor into an HTTP Archive (HAR)")
    .description(
      "Sends the vendor's probes and writes the exchanges; with --proxy, writes what a program in any language sends through a proxy on loopback, which stands for the vendor's server: its address is in DRIFTPIN_<VENDOR>_URL. Ends with the command, or with ^C. No secret and no value of an answer is written.",
    )
    .argument("<vendor>", "the vendor to record")
    .argument("[command...]", "with --proxy: what to run, after --")
    .option("-p, --proxy [port]", "record what passes through a proxy on loopback (default: any free port)", port)
    .addOption(
      new Option(
        "--collect",
        "gather the shapes that driftpin/undici recorded in the team's tests, in one file",
      ).conflicts(["proxy", "out"]),
    )
    .option("--out <file>", "where to write (default: .driftpin/recordings/<vendor>.har beside the configuration)")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .option("--allow-unknown", "do not exit with 3 because of probes that failed")
    .addHelpText(
      "after",
      examples(
        "driftpin record shop --out test/recordings/shop.har",
        "driftpin record shop --proxy -- pytest test/integration",
        "driftpin record shop --proxy 4010",
        "driftpin record shop --collect",
      ),
    )
    .action(
      act<Options, [string, string[]]>((edge, options, vendor, command) => {
        if (options.proxy !== undefined) return throughProxy(edge, options, vendor, command);
        if (command.length === 0) return withoutProxy(edge, options, vendor, command);
        throw new UsageError("DP6202", { what: "a command is only recorded through the proxy", todo: "add --proxy" });
      }),
    );

function port(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number < 65_536) return number;
  throw new InvalidArgumentError("It must be a port: 0 to 65535.");
}

const withoutProxy: Recording = async (edge, options, vendor) => {
  const { loadConfig } = await import("../config/index.ts");
  const [{ recordProbes }, { collect }] = await Promise.all([
    import("../check/record.ts"),
    import("../check/collect.ts"),
  ]);
  const { recordText } = await import("./record-text.ts");
  const { runtime } = edge;
  const config = await loadConfig(runtime, options.config);
  const report = options.collect
    ? await collect(config, vendor, runtime)
    : await recordProbes(config, vendor, { out: options.out, runtime });
  await edge.print(options.format === "json" ? pretty(report) : recordText(report, edge));
  return report.unknown.length > 0 && !options.allowUnknown ? 3 : 0;
};

const throughProxy: Recording = async (edge, { proxy, ...options }, vendor, command) => {
  const { recordThroughProxy } = await import("./record/through-proxy.ts");
  const { recordText } = await import("./record-text.ts");
  const port = typeof proxy === "number" ? proxy : 0;
  const report = await recordThroughProxy(edge, { ...options, port, vendor, command });
  const text = options.format === "json" ? pretty(report) : recordText(report, edge);
  // Standard output is the command's, where there is one.
  await (command.length === 0 ? edge.print(text) : edge.tell(text.trimEnd()));
  return 0;
};
