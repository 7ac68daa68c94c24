import type { Command } from "commander";

/** Which severity file a command takes levels from. */
export interface SeverityOptions {
  readonly severityLevels?: string;
}

/** Adds `--severity-levels` to a command that makes a report. */
export function withSeverity(command: Command): Command {
  return command.option("--severity-levels <file>", "levels by rule: a file of lines `rule-id err|warn|info|none`");
}
