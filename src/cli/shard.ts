import { type Command, InvalidArgumentError } from "commander";
import type { ShardNumber } from "../check/fleet/shard.ts";
import { UsageError } from "../errors.ts";
import { counted } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import type { ExitCode } from "./command.ts";
import type { Edge, GlobalOptions } from "./edge.ts";
import { type OutputOptions, output } from "./output.ts";
import { isPublished, type PublicationOptions } from "./publication.ts";
import type { SeverityOptions } from "./severity.ts";
import type { ThresholdOptions } from "./threshold.ts";

/** How a check that is one of several is asked for. */
export interface ShardOptions {
  readonly shard?: ShardNumber;
  readonly result?: string;
  readonly plan?: string;
}

/** Adds `--shard`, `--result` and `--plan` to a command. */
export function withShard(command: Command): Command {
  return command
    .option("--shard <i/n>", "check one of n parts only, counted from 1, for driftpin merge: looks twice", shardNumber)
    .option("--result <file>", "where a shard's result is written")
    .option("--plan <file>", "what driftpin plan --output wrote; without it, parts are made by the size of the pins");
}

/**
 * Checks one shard, prints its part of the report, and ends with 0 once the result is written: drift, and what could not be
 * checked, are for `merge` to judge.
 * @throws UsageError (DP6301) where the options do not go together, and as `checkShard` does
 */
export async function runShard(edge: Edge, options: Options, vendors: readonly string[]): Promise<ExitCode> {
  const { shard, result: file } = required(options, vendors);
  const { runtime } = edge;
  const { checkShard, loadConfig } = await import("../index.ts");
  const { writeResult } = await import("../check/fleet/result-file.ts");
  const { conclude } = await import("../check/index.ts");
  const { codeNotFound } = await import("../check/code-found.ts");
  const config = await loadConfig(options.config, { runtime });
  const result = await checkShard(config, { ...options, shard, runtime });
  await writeResult(file, result, runtime);
  const report = await conclude(result.contracts, { ledger: undefined }, runtime);
  await output(report, { ...options, folder: config.folder }, edge);
  const names = result.contracts.map(({ report: { vendor } }) => vendor);
  const notFound = names.length === 0 ? [] : await codeNotFound(config, { runtime, vendors: names });
  for (const line of notFound) edge.tell(terminalLine(line));
  edge.tell(`shard ${result.shard}: ${counted(result.contracts.length, "contract")} checked, for driftpin merge`);
  return 0;
}

/** Whether a shard is meant, rightly or wrongly. */
export function isSharded({ shard, result, plan }: ShardOptions): boolean {
  return [shard, result, plan].some((option) => option !== undefined);
}

/** The options of `check`, as far as a shard has something to say of them. */
interface Options
  extends OutputOptions,
    PublicationOptions,
    SeverityOptions,
    ShardOptions,
    ThresholdOptions,
    GlobalOptions {
  readonly refetch?: boolean;
}

function required(
  { shard, result, failOn, allowUnknown, ...options }: Options,
  vendors: readonly string[],
): Required<Pick<ShardOptions, "shard" | "result">> {
  if (vendors.length > 0) throw refused("--shard takes no vendors", "the plan says which are whose");
  if (isPublished(options)) throw refused("a shard publishes nothing", "use --publish with driftpin merge");
  if (failOn !== undefined) throw refused("a shard judges nothing", "use --fail-on with driftpin merge");
  if (allowUnknown) throw refused("a shard judges nothing", "use --allow-unknown with driftpin merge");
  if (shard === undefined) throw refused("--result and --plan are for a shard", "say which with --shard 1/4");
  if (result === undefined) throw refused("--shard needs a file for its result", "add --result results/1.json");
  return { shard, result };
}

function refused(what: string, todo: string): UsageError {
  return new UsageError("DP6301", { what, todo });
}

function shardNumber(value: string): ShardNumber {
  const [, number, of] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(value)?.map(Number) ?? [];
  if (number !== undefined && of !== undefined && number <= of) return { number, of };
  throw new InvalidArgumentError("It is which of how many, such as 1/4.");
}
