import { resolve } from "node:path";
import { z } from "zod";
import type { Config } from "../../config/schema.ts";
import { parseJson } from "../../contract/parse-json.ts";
import { CouldNotCheckError, UsageError } from "../../errors.ts";
import type { Json } from "../../json.ts";
import type { Runtime } from "../../runtime/index.ts";
import { readDurations } from "./durations.ts";
import { type Maker, maker } from "./maker.ts";
import { type By, type Shard, split } from "./split.ts";
import { weigh } from "./weigh.ts";

/** What `driftpin plan` writes, and `check --shard --plan` reads: the plan says by name what each shard checks. */
export interface FleetPlan extends Maker {
  readonly schemaVersion: 1;
  readonly shards: readonly Shard[];
}

/**
 * Splits the contracts of a configuration over machines, by how long each took last and how large it is. A configuration
 * without vendors has an empty plan.
 * @throws UsageError where a vendor is not pinned: before any machine is asked for
 */
export async function planFleet(config: Config, by: By, runtime: Runtime): Promise<FleetPlan> {
  const contracts = await weigh(config, await readDurations(config, runtime), runtime);
  return { schemaVersion: 1, ...maker(config), shards: split(contracts, by) };
}

const planSchema = z.object({
  schemaVersion: z.literal(1),
  driftpin: z.string(),
  configuration: z.string(),
  shards: z.array(z.object({ vendors: z.array(z.string()), ms: z.number().min(0) })),
}) satisfies z.ZodType<FleetPlan>;

/**
 * Reads a plan.
 * @param file relative to the working directory
 * @throws UsageError (DP6306) where it is no plan
 */
export async function readPlan(file: string, { files, cwd }: Runtime): Promise<FleetPlan> {
  const text = await files.read(resolve(cwd, file)).catch((cause) => {
    throw noPlan(file, `the plan cannot be read: ${cause.message}`, cause);
  });
  const plan = planSchema.safeParse(await json(file, String(text)));
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  throw noPlan(file, `it is no plan: ${issue?.path.join(".") || "it"}: ${issue?.message}`, plan.error);
}

async function json(file: string, text: string): Promise<Json> {
  try {
    return await parseJson({ file, text });
  } catch (cause) {
    if (!(cause instanceof CouldNotCheckError)) throw cause;
    throw noPlan(file, `it is no plan: ${cause.what}`, cause);
  }
}

function noPlan(file: string, what: string, cause: unknown): UsageError {
  return new UsageError("DP6306", { what, where: { file }, todo: "make it with driftpin plan --output", cause });
}
