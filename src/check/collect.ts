import { join, relative } from "node:path";
import type { Config } from "../config/schema.ts";
import { readShapes } from "../live/recording/read-shapes.ts";
import { mergeRecorded, nothing, type RecordedShapes } from "../live/recording/write-shapes.ts";
import type { Runtime } from "../runtime/index.ts";
import type { RecordReport } from "./record.ts";
import { chosen } from "./vendors.ts";

/**
 * Gathers the shapes that processes of a team's tests have recorded, each into a file of its own in
 * `.driftpin/recordings/<vendor>/`, into `.driftpin/recordings/<vendor>.json`. Doing it again changes nothing.
 * @throws UsageError for an unknown vendor; CouldNotCheckError (DP6208) for a file that is no recording
 */
export async function collect(config: Config, name: string, runtime: Runtime): Promise<RecordReport> {
  const [{ name: vendor } = { name }] = chosen(config, [name]);
  const folder = join(config.folder, ".driftpin", "recordings");
  const parts = await runtime.files.list([`${vendor}/*.json`], folder);
  const recordings = await Promise.all(parts.map((path) => readShapes(path, runtime)));
  const whole = recordings.reduce(mergeRecorded, nothing);
  const file = join(folder, `${vendor}.json`);
  await runtime.files.write(file, `${JSON.stringify(whole, null, 2)}\n`);
  return reportOf(whole, vendor, relative(runtime.cwd, file));
}

function reportOf(
  { answers, failures, unmatched, dropped }: RecordedShapes,
  vendor: string,
  file: string,
): RecordReport {
  const answered = Object.entries(answers).map(([key, { count }]) => [key, count] as const);
  const operations = Object.fromEntries(
    [...answered, ...Object.entries(failures)].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const exchanges = [operations, unmatched].flatMap(Object.values<number>).reduce((sum, count) => sum + count, 0);
  return { schemaVersion: 1, vendor, file, exchanges, operations, unmatched, dropped, unknown: [] };
}
