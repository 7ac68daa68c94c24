import { inspect } from "node:util";
import { CommanderError } from "commander";
import { DriftpinError, UsageError } from "../errors.ts";
import { printable, withoutCommands } from "../report/neutralise.ts";
import { Interrupted } from "../runtime/interrupt.ts";

/** What to say of an error on standard error, if anything, and what the process ends with. */
export interface Failure {
  readonly text?: string;
  readonly exitCode: number;
}

/** Tells what to say of what a command has thrown; a stack only where it is asked for. */
export function failure(thrown: unknown, { signal, verbose }: { signal: AbortSignal; verbose: boolean }): Failure {
  if (signal.reason instanceof Interrupted) return { text: signal.reason.message, exitCode: signal.reason.exitCode };
  if (thrown instanceof CommanderError) return ofParser(thrown);
  const text = withoutCommands(printable(verbose ? inspect(thrown) : line(thrown)));
  return { text, exitCode: thrown instanceof UsageError ? 2 : 3 };
}

/** Help and version arrive as errors too. Errors of the command line are put like any other of driftpin's. */
function ofParser({ code, message, exitCode }: CommanderError): Failure {
  if (code === "commander.help") return { exitCode: 2 }; // no command was given: its help has been printed
  if (exitCode === 0) return { exitCode };
  const [, what = message, suggestion] = /^error: (.*?)(?:\s*\((Did you mean .*)\))?$/s.exec(message) ?? [];
  const todo = suggestion ? suggestion[0]?.toLowerCase() + suggestion.slice(1) : "see driftpin --help";
  return { text: new UsageError("DP6001", { what: what.replace(/\.$/, ""), todo }).message, exitCode: 2 };
}

function line(thrown: unknown): string {
  if (thrown instanceof DriftpinError) return thrown.message;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return `DP6000 a defect of driftpin's own: ${what}: run it again with --verbose, and report what it prints`;
}
