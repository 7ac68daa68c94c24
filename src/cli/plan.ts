import { Command, InvalidArgumentError, Option } from "commander";
import { type By, shardsLimit } from "../check/fleet/split.ts";
import { type CommandMaker, examples } from "./command.ts";
import { planText, shardNames } from "./plan-text.ts";
import { timeSpan } from "./time-span.ts";
import { write } from "./write.ts";

interface Options {
  readonly shards?: number;
  readonly time: number;
  readonly format: "terminal" | "json" | "matrix";
  readonly output?: string;
}

export const planCommand: CommandMaker = (act) =>
  new Command("plan")
    .summary("split the contracts over several machines")
    .description(
      "Splits the contracts into shards for check --shard, by how long each took last time and how large it is: as few as keep each within a time, or a number of them. A configuration without vendors has an empty plan.",
    )
    .addOption(
      new Option("--shards <number>", `how many shards, at most ${shardsLimit}`).argParser(shards).conflicts("time"),
    )
    .addOption(
      new Option("--time <span>", "how long the contracts of a shard may take, one after the other")
        .argParser(timeSpan)
        .default(fiveMinutes, "5m"),
    )
    .addOption(
      new Option("-f, --format <name>", 'how to print it; matrix is one line for GitHub Actions, such as ["1/2","2/2"]')
        .choices(["terminal", "json", "matrix"])
        .default("terminal"),
    )
    .option("-o, --output <file>", "also write it to a file, as JSON, for check --shard --plan")
    .addHelpText(
      "after",
      examples(
        "driftpin plan",
        "driftpin plan --shards 8 --output plan.json",
        "shards=$(driftpin plan --time 3m --format matrix --output plan.json)",
      ),
    )
    .action(
      act<Options, []>(async (edge, options) => {
        const { loadConfig, plan } = await import("../index.ts");
        const { runtime } = edge;
        const fleet = await plan(await loadConfig(options.config, { runtime }), byOf(options), { runtime });
        const json = `${JSON.stringify(fleet, null, 2)}\n`;
        const named = { what: "the plan", option: "--output", code: "DP6308" } as const;
        if (options.output !== undefined) await write(options.output, json, named, edge);
        const texts = { terminal: () => planText(fleet), json: () => json, matrix: () => shardNames(fleet) };
        await edge.print(texts[options.format]());
        return 0;
      }),
    );

const fiveMinutes = 5 * 60_000;

function byOf({ shards, time }: Options): By {
  return shards === undefined ? { kind: "time", targetMs: time } : { kind: "shards", shards };
}

function shards(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= shardsLimit) return number;
  throw new InvalidArgumentError(`It is a number from 1 to ${shardsLimit}.`);
}
