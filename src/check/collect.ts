import { join, relative } from "node:path";
import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { CouldNotCheckError } from "../errors.ts";
import { mergeRecorded, nothing, type RecordedShapes } from "../live/recording/write-shapes.ts";
import type { Runtime } from "../runtime/index.ts";
import type { RecordReport } from "./record.ts";
import { chosen } from "./vendors.ts";

const counts = z.record(z.string(), z.number());

const recordedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  answers: z.record(
    z.string(),
    z.strictObject({ count: z.number(), unread: z.number(), mediaTypes: counts, shape: z.json().optional() }),
  ),
  failures: counts,
  unmatched: counts,
  dropped: z.number(),
});

/**
 * Gathers the shapes that processes of a team's tests have recorded, each into a file of its own in
 * `.driftpin/recordings/<vendor>/`, into `.driftpin/recordings/<vendor>.json`. Doing it again changes nothing.
 * @throws UsageError for an unknown vendor; CouldNotCheckError (DP6208) for a file that is no recording
 */
export async function collect(config: Config, name: string, runtime: Runtime): Promise<RecordReport> {
  const [{ name: vendor } = { name }] = chosen(config, [name]);
  const folder = join(config.folder, ".driftpin", "recordings");
  const parts = await runtime.files.list([`${vendor}/*.json`], folder);
  const recordings = await Promise.all(parts.map((path) => readPart(path, runtime)));
  const whole = recordings.reduce(mergeRecorded, nothing);
  const file = join(folder, `${vendor}.json`);
  await runtime.files.write(file, `${JSON.stringify(whole, null, 2)}\n`);
  return reportOf(whole, vendor, relative(runtime.cwd, file));
}

async function readPart(path: string, runtime: Runtime): Promise<RecordedShapes> {
  try {
    const read = recordedSchema.parse(JSON.parse(String(await runtime.files.read(path))));
    return read as unknown as RecordedShapes; // shapes are taken as they were written
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    throw new CouldNotCheckError("DP6208", {
      what: "it is no recording of shapes",
      where: { file: relative(runtime.cwd, path) },
      todo: "remove it, and run the tests again",
      cause,
    });
  }
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
