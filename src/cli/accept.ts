import { Command } from "commander";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly reason: string;
  readonly vendor?: readonly string[];
  readonly everywhere?: true;
}

export const acceptCommand: CommandMaker = (act) =>
  new Command("accept")
    .summary("take single findings as the normal, and not the rest")
    .description(
      "Checks, and writes into the pin that these findings are accepted: they are told as such from now on, and do not count. The contract stays as it is pinned.",
    )
    .argument("<fingerprints...>", "the findings, as a report names them")
    .requiredOption("--reason <text>", "why, in one line, for whoever reads the pin")
    .option("--everywhere", "also what the same change comes to elsewhere in the contract")
    .option("--vendor <name>", "check this vendor only (may be given again; default: all)", collected)
    .addHelpText(
      "after",
      examples(
        'driftpin accept 1a2b3c4d5e6f7a8b --reason "we never read it"',
        'driftpin accept 1a2b3c4d5e6f7a8b --everywhere --vendor github --reason "our client takes any state"',
      ),
    )
    .action(
      act<Options, [string[]]>(async (edge, { config: file, reason, vendor: vendors, everywhere }, fingerprints) => {
        const { accept, loadConfig } = await import("../index.ts");
        const { acceptText } = await import("./accept-text.ts");
        const { runtime } = edge;
        const config = await loadConfig(file, { runtime });
        const results = await accept(config, fingerprints, {
          runtime,
          reason,
          everywhere,
          ...(vendors && { vendors }),
        });
        await edge.print(`${results.map((result) => acceptText(result, edge)).join("\n\n")}\n`);
        return 0;
      }),
    );

function collected(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}
