import { Command, Option } from "commander";
import { UsageError } from "../errors.ts";
import { pretty } from "../report/json.ts";
import { type CommandMaker, examples } from "./command.ts";

interface Options {
  readonly format: "terminal" | "json";
  readonly list?: boolean;
}

export const explainCommand: CommandMaker = (act) =>
  new Command("explain")
    .summary("what a rule or a cause means, an example, and what to do")
    .description("Explains what a report names: the rule of a change or a deviation, or the cause of what is unknown.")
    .argument("[name]", "a rule or a cause, as a report names it")
    .option("-l, --list", "list all of them, with the level that each rule has for a consumer")
    .addOption(new Option("-f, --format <name>", "how to print").choices(["terminal", "json"]).default("terminal"))
    .addHelpText(
      "after",
      examples(
        "driftpin explain response-property-enum-value-added",
        "driftpin explain rate-limit",
        "driftpin explain --list --format json",
      ),
    )
    .action(
      act<Options, [string | undefined]>(async (edge, { format, list = false }, name) => {
        if (name === undefined && !list) throw nothingNamed();
        const { explain, explanations } = await import("../index.ts");
        const { explanationList, explanationText } = await import("./explain-text.ts");
        const explained = await (name === undefined ? explanations() : explain(name));
        const text = name === undefined ? explanationList : explanationText;
        await edge.print(format === "json" ? pretty(explained) : text(explained, edge));
        return 0;
      }),
    );

function nothingNamed(): UsageError {
  return new UsageError("DP6004", {
    what: "nothing to explain",
    todo: "name a rule or a cause, or give --list to see them all",
  });
}
