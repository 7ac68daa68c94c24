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

/** What is known of the run that failed. */
interface Attempt {
  readonly signal: AbortSignal;
  readonly verbose: boolean;
  /** What was typed for the command whose help helps: `driftpin check`. */
  readonly typed: string;
}

/** Tells what to say of what a command has thrown; a stack only where it is asked for. */
export function failure(thrown: unknown, { signal, verbose, typed }: Attempt): Failure {
  if (signal.reason instanceof Interrupted) return { text: signal.reason.message, exitCode: signal.reason.exitCode };
  if (thrown instanceof CommanderError) return ofParser(thrown, typed);
  const text = withoutCommands(printable(verbose ? inspect(thrown) : line(thrown)));
  return { text, exitCode: thrown instanceof UsageError || isRefusedFile(thrown) ? 2 : 3 };
}

/** Help and version arrive as errors too. Errors of the command line are put like any other of driftpin's. */
function ofParser({ code, message, exitCode }: CommanderError, typed: string): Failure {
  if (code === "commander.help") return { exitCode: 2 }; // no command was given: its help has been printed
  if (exitCode === 0) return { exitCode };
  const [, what = message, suggestion] = /^error: (.*?)(?:\s*\((Did you mean .*)\))?$/s.exec(message) ?? [];
  const todo = suggestion ? suggestion[0]?.toLowerCase() + suggestion.slice(1) : `see ${typed} --help`;
  return { text: new UsageError("DP6001", { what: what.replace(/\.$/, ""), todo }).message, exitCode: 2 };
}

function line(thrown: unknown): string {
  if (thrown instanceof DriftpinError) return thrown.message;
  if (isRefusedFile(thrown)) return refusedFile(thrown).message;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return `DP6000 a defect of driftpin's own: ${what}: run it again with --verbose, and report what it prints`;
}

/** A file that the system does not let us read or write, wherever that happens: no defect, and nothing that waiting helps. */
function isRefusedFile(thrown: unknown): thrown is NodeJS.ErrnoException & { readonly path: string } {
  const { code = "", path } = (thrown ?? {}) as NodeJS.ErrnoException;
  return thrown instanceof Error && typeof path === "string" && Object.hasOwn(refusals, code);
}

function refusedFile({ code = "", path: file, cause }: NodeJS.ErrnoException & { readonly path: string }): UsageError {
  const what = `the system does not let us read or write this (${code})`;
  return new UsageError("DP6008", { what, where: { file }, todo: refusals[code], cause });
}

/** By the system's code, what to do. */
const refusals: Readonly<Record<string, string>> = {
  EACCES: "look at its permissions, and whose it is",
  EPERM: "look at its permissions, and whose it is",
  EROFS: "its file system is read-only: work in a folder that is not",
  ENOSPC: "the disk is full: make room",
  EDQUOT: "your quota is used up: make room",
  EISDIR: "a folder is there, where a file is to be: move it",
  ENOTDIR: "a file is there, where a folder is to be: move it",
  EEXIST: "a file is there, where a folder is to be: move it",
};
