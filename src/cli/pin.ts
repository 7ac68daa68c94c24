import { Command } from "commander";
import { type CommandMaker, examples } from "./command.ts";

export const pinCommand: CommandMaker = (act) =>
  new Command("pin")
    .summary("take what vendors publish and answer now as the normal")
    .description(
      "Takes what vendors publish now as their contracts, and how they answer now as the baselines, and writes both under specs/. Pinning twice changes nothing.",
    )
    .argument("[vendors...]", "the vendors to pin (default: all)")
    .addHelpText("after", examples("driftpin pin", "driftpin pin github"))
    .action(
      act<object, [string[]]>(async (edge, options, vendors) => {
        const { loadConfig, pin } = await import("../index.ts");
        const { pinText } = await import("./pin-text.ts");
        const { runtime } = edge;
        const results = await pin(await loadConfig(options.config, { runtime }), { runtime, vendors });
        await edge.print(`${results.map((result) => pinText(result, edge)).join("\n\n")}\n`);
        return 0;
      }),
    );
