import { Command } from "commander";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly serve?: true;
}

export const demoCommand: CommandMaker = (act) =>
  new Command("demo")
    .summary("the whole job, against an embedded vendor that drifts")
    .description(
      "Pins an embedded vendor, lets it drift, checks it, and shows the issue that would be opened. Needs no network and no token.",
    )
    .option("--serve", "keep the vendor up once it has drifted, until ^C, to try the other commands on it")
    .addHelpText("after", examples("driftpin demo", "driftpin demo --serve"))
    .action(
      act<Options, []>(async (edge, { serve: stays }) => {
        const [{ staged }, { play }, { serve }] = await Promise.all([
          import("./demo/stage.ts"),
          import("./demo/play.ts"),
          import("./demo/serve.ts"),
        ]);
        await staged(edge, (stage) => (stays ? serve : play)(edge, stage));
        return 0;
      }),
    );
