import { type Command, Option } from "commander";
import { outcome, type Threshold } from "../policy/outcome.ts";
import type { Summary } from "../report/report.ts";
import type { ExitCode } from "./command.ts";

/** When a command that found something ends with 1 or 3. */
export interface ThresholdOptions {
  /** Absent: as configured, or breaking. */
  readonly failOn?: Threshold["failOn"];
  readonly allowUnknown?: boolean;
}

/** Adds `--fail-on` and `--allow-unknown` to a command that makes a report. */
export function withThreshold(command: Command): Command {
  return command
    .addOption(
      new Option("--fail-on <level>", "exit with 1 at or above this level").choices([
        "breaking",
        "warning",
        "info",
        "none",
      ] satisfies Threshold["failOn"][]),
    )
    .option("--allow-unknown", "do not exit with 3 because of what could not be checked");
}

/** 0 fine, 1 drift at or over the threshold, 3 something could not be checked. */
export function exitCode(
  summary: Summary,
  { failOn, allowUnknown = false }: ThresholdOptions,
  configured: Threshold["failOn"] = "breaking",
): ExitCode {
  return exitCodes[outcome(summary, { failOn: failOn ?? configured, allowUnknown })];
}

const exitCodes = { fine: 0, drift: 1, unknown: 3 } as const;
