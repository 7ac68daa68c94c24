import { type Command, InvalidArgumentError, Option } from "commander";
import { wayFromRoot } from "../config/repository.ts";
import { type Format, formatNames, formatOf, type RenderOptions, render } from "../report/index.ts";
import type { CheckReport, DiffReport } from "../report/report.ts";
import type { Edge } from "./edge.ts";
import { write } from "./write.ts";

/** Where a report goes: to standard output in one format, and to any number of files. */
export interface OutputOptions {
  readonly format: Format;
  readonly output?: readonly Target[];
}

interface Target {
  readonly format: Format;
  readonly file: string;
}

/** Adds `--format` and `--output` to a command that makes a report. */
export function withOutput(command: Command): Command {
  return command
    .addOption(
      new Option("-f, --format <name>", "how to print the report").choices(formatNames).default(formatNames[0]),
    )
    .option(
      "-o, --output <file>",
      "also write it to a file, in the format of its name's ending, or as FORMAT=FILE; can be given several times",
      (value: string, others: readonly Target[] = []) => [...others, target(value)],
    );
}

/** Whether only people read the report: then a cause that reaches a thousand places need not be spelt out for each. */
export function isForPeople({ format, output = [] }: OutputOptions): boolean {
  return [format, ...output.map((target) => target.format)].every((each) => each !== "json" && each !== "sarif");
}

interface Written extends OutputOptions, Pick<RenderOptions, "unfold"> {
  /** Absolute folder that the files which the report names start from. Default: the working directory. */
  readonly folder?: string;
}

/** Prints a report and writes its files, whole or not at all. @throws UsageError where a file cannot be written. */
export async function output(
  report: CheckReport | DiffReport,
  { format, output: targets = [], unfold = false, folder: from }: Written,
  { runtime, print, columns, colour }: Edge,
): Promise<void> {
  runtime.signal.throwIfAborted();
  const folder = await wayFromRoot(from ?? runtime.cwd, runtime);
  for (const { format, file } of targets) {
    const pieces = await render(report, format, { columns: 100, colour: false, unfold, folder });
    await write(file, [...pieces].join(""), { what: "the report", option: "--output", code: "DP6002" }, { runtime });
  }
  await print(await render(report, format, { columns, colour, unfold, folder }));
}

function target(value: string): Target {
  const [, name, file] = /^([a-z]+)=(.+)$/s.exec(value) ?? [];
  const named = formatNames.find((format) => format === name);
  if (named && file) return { format: named, file };
  const format = formatOf(value);
  if (format) return { format, file: value };
  throw new InvalidArgumentError(`Its ending names no format: write json=${value}, for example.`);
}
