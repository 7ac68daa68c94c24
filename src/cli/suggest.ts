import { join } from "node:path";
import { Command, Option } from "commander";
import type { Suggested } from "../check/suggest.ts";
import { wayFromRoot } from "../config/repository.ts";
import { operationName } from "../contract/operations.ts";
import { pretty } from "../report/json.ts";
import { terminalLine } from "../report/neutralise.ts";
import type { Runtime } from "../runtime/index.ts";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly write?: true;
  readonly verified?: true;
  readonly compat?: true;
  readonly format: "diff" | "json" | "github";
}

export const suggestCommand: CommandMaker = (act) =>
  new Command("suggest")
    .summary("patches for the code that a vendor's changes break")
    .description(
      "Checks, and prints patches for the lines that drift breaks, as one unified diff. What was verified and what a person has to look at is said beside it.",
    )
    .argument("[vendors...]", "the vendors to check (default: all)")
    .option("--write", "change the files, instead of printing the diff")
    .option(
      "--verified",
      "only patches that type-check against the new contract and mean what the code meant; with a verify command, those that it passes with",
    )
    .option(
      "--compat",
      "a function that gives each answer its old shape, instead of patches for each place that reads it",
    )
    .addOption(new Option("-f, --format <format>", "what to print").choices(["diff", "json", "github"]).default("diff"))
    .addHelpText(
      "after",
      examples(
        "driftpin suggest",
        "driftpin suggest | git apply",
        "driftpin suggest shop --write",
        "driftpin suggest --format github",
      ),
    )
    .action(
      act<Options, [string[]]>(
        async ({ runtime, print, tell }, { write, verified, compat, format, config: file }, vendors) => {
          const { loadConfig, suggestions } = await import("../index.ts");
          const config = await loadConfig(file, { runtime });
          const { files, ...told } = await suggestions(config, { runtime, vendors, compat, verifiedOnly: verified });
          for (const one of told.suggestions) for (const line of notesOf(one)) tell(line);
          if (told.unknown > 0) tell(`${told.unknown} could not be checked: driftpin check tells why.`);
          for (const { file, text } of write ? files : []) {
            await runtime.files.write(join(config.folder, file), text);
            tell(`written: ${terminalLine(file)}`);
          }
          if (format === "json") await print(pretty(told));
          else if (format === "github") await print(await blocks(told.suggestions, config.folder, runtime));
          else if (!write) await print(told.patch);
          return told.unknown > 0 ? 3 : 0;
        },
      ),
    );

/** Suggestion blocks for review comments, with paths as GitHub has them. */
async function blocks(suggested: readonly Suggested[], folder: string, runtime: Runtime): Promise<string> {
  const { suggestionBlocks } = await import("../report/suggestion-blocks.ts");
  const text = suggestionBlocks(suggested, await wayFromRoot(folder, runtime));
  return text === "" ? "" : `${text}\n`;
}

/** `verified: shop, GET /orders: Go on where eta is null.`; then what the verify command printed, if it did not pass. */
function notesOf({ applicability, vendor, operation, text, isTaken, output = "" }: Suggested): string[] {
  const where = operation ? `${vendor}, ${operationName(operation)}` : vendor;
  const left = applicability !== "advice" && !isTaken ? " (left out: another patch changes the same place)" : "";
  const printed = output.split("\n").filter((line) => line !== "");
  return [
    terminalLine(`${applicability}: ${where}: ${text}${left}`),
    ...printed.map((line) => `  ${terminalLine(line)}`),
  ];
}
