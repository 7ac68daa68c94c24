import type { Command } from "commander";
import type { Edge, GlobalOptions } from "./edge.ts";

/** One command: its words for the command line, and what it does. */
export type CommandMaker = (act: Act) => Command;

/** What a command does with the edge, all of its options, and its arguments. */
export type Action<Options, Given extends readonly unknown[]> = (
  edge: Edge,
  options: Options & GlobalOptions,
  ...given: Given
) => Promise<ExitCode>;

/** Makes an action into what commander calls. */
export type Act = <Options, Given extends readonly unknown[]>(
  action: Action<Options, Given>,
) => (...given: unknown[]) => Promise<void>;

/** What a command ends with: 0 fine, 1 drift at or over the threshold, 2 usage or configuration, 3 could not be checked. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The part of a command's help that shows how it is used. */
export function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  $ ${line}`)].join("\n");
}
