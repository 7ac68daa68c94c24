import type { Config } from "../../config/schema.ts";
import { UsageError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import { checkContracts } from "../index.ts";
import { maker } from "./maker.ts";
import { readPlan } from "./plan.ts";
import type { ShardResult } from "./result.ts";
import { type Shard, split } from "./split.ts";
import { weigh } from "./weigh.ts";

/** Which of how many, counted from 1. */
export interface ShardNumber {
  readonly number: number;
  readonly of: number;
}

/** Which contracts to check, and how. */
export interface ShardOptions {
  readonly shard: ShardNumber;
  /** A plan that says which contracts are whose, relative to the working directory. */
  readonly plan?: string | undefined;
  /** A severity file that stands in for the configuration's own. */
  readonly severityLevels?: string | undefined;
  /** Fetch and compare also what a source says is unchanged. */
  readonly refetch?: boolean | undefined;
  readonly runtime: Runtime;
}

/**
 * Checks the contracts of one shard, and no others. It only reads: nothing is published, and the ledger is not told, for that
 * is for whoever has all results. It looks twice at drift, since what comes of it may be published.
 * @throws UsageError as `check` does, and (DP6306) where the plan does not fit
 */
export async function checkShard(config: Config, options: ShardOptions): Promise<ShardResult> {
  const { shard, severityLevels, refetch, runtime } = options;
  const vendors = (await shardsOf(config, options))[shard.number - 1]?.vendors ?? [];
  // Without names, all contracts would be meant.
  const how = { runtime, vendors, severityLevels, refetch, twice: true, proposals: true };
  const contracts = vendors.length === 0 ? [] : await checkContracts(config, how);
  return {
    schemaVersion: 1,
    ...maker(config),
    shard: `${shard.number}/${shard.of}`,
    checkedAt: runtime.clock.now().toISOString(),
    contracts,
  };
}

/**
 * As the plan says by name. Without one, as the pins of this very checkout say, and nothing else: shards may well know
 * different durations, and would then leave out contracts between them.
 */
async function shardsOf(config: Config, { shard, plan: file, runtime }: ShardOptions): Promise<readonly Shard[]> {
  if (file === undefined) {
    return split(await weigh(config, new Map(), runtime), { kind: "shards", shards: shard.of });
  }
  const { shards, configuration } = await readPlan(file, runtime);
  if (configuration !== maker(config).configuration) {
    throw unfit(file, "the plan was made for another configuration", "plan again");
  }
  if (shards.length > shard.of) {
    throw unfit(file, `the plan has ${shards.length} shards, not ${shard.of}`, `use --shard …/${shards.length}`);
  }
  return shards;
}

function unfit(file: string, what: string, todo: string): UsageError {
  return new UsageError("DP6306", { what, where: { file }, todo });
}
