import { Command } from "commander";
import { type CommandMaker, examples } from "./command.ts";

export const demoCommand: CommandMaker = (act) =>
  new Command("demo")
    .summary("the whole job, against an embedded vendor that drifts")
    .description(
      "Pins an embedded vendor, lets it drift, checks it, and shows the issue that would be opened. Needs no network and no token.",
    )
    .addHelpText("after", examples("driftpin demo"))
    .action(
      act<unknown, []>(async (edge) => {
        const { play } = await import("./demo/play.ts");
        await play(edge);
        return 0;
      }),
    );
