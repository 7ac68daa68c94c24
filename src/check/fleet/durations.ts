import { join } from "node:path";
import { z } from "zod";
import type { Config } from "../../config/schema.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { CheckedContract } from "../look/contract.ts";

/** Milliseconds that each contract took when it was checked last, by vendor. Only the balance of a plan depends on it. */
export type Durations = ReadonlyMap<string, number>;

const durationsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  vendors: z.record(z.string(), z.int().min(0)),
});

/** Reads `.driftpin/durations.json`. None where it is lost or broken: then a plan goes by sizes alone. */
export async function readDurations(config: Pick<Config, "folder">, { files }: Runtime): Promise<Durations> {
  const path = pathOf(config);
  if (!(await files.exists(path))) return new Map();
  const durations = durationsSchema.safeParse(json(String(await files.read(path))));
  return new Map(durations.success ? Object.entries(durations.data.vendors) : []);
}

/** Keeps how long contracts took, beside what is known of others; forgets vendors that are configured no more. */
export async function keepDurations(
  checked: readonly Pick<CheckedContract, "report" | "tookMs">[],
  config: Pick<Config, "folder" | "vendors">,
  runtime: Runtime,
): Promise<void> {
  const known = await readDurations(config, runtime);
  const now = new Map(checked.map(({ report, tookMs }) => [report.vendor, tookMs]));
  const vendors = Object.fromEntries(
    config.vendors
      .map(({ name }) => [name, now.get(name) ?? known.get(name)] as const)
      .filter(([, ms]) => ms !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  await runtime.files.write(pathOf(config), `${JSON.stringify({ schemaVersion: 1, vendors }, null, 2)}\n`);
}

function pathOf({ folder }: Pick<Config, "folder">): string {
  return join(folder, ".driftpin", "durations.json");
}

/** The value of a text; undefined, which no durations are, where it is not JSON. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
