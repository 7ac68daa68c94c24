import { relative } from "node:path";
import { z } from "zod";
import { CouldNotCheckError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import { unreadable } from "./unreadable.ts";
import type { RecordedShapes } from "./write-shapes.ts";

/**
 * Whether a file begins as a recording of shapes does: an object whose first member is `schemaVersion`.
 * @throws CouldNotCheckError (DP4101) for a file that cannot be read
 */
export async function isShapes(path: string, { files, cwd }: Runtime): Promise<boolean> {
  try {
    for await (const chunk of files.stream(path)) return start.test(chunk.toString("utf8"));
    return false;
  } catch (cause) {
    throw unreadable(cause, relative(cwd, path));
  }
}

const start = /^\uFEFF?\s*\{\s*"schemaVersion"\s*:/;

const count = z.number().min(0);
const counts = z.record(z.string(), count);

const shape = z.strictObject({
  count,
  types: counts,
  formats: counts.optional(),
  empty: count.optional(),
  cut: z.literal(true).optional(),
  get properties() {
    return z.record(z.string(), shape).optional();
  },
  get values() {
    return shape.optional();
  },
  get items() {
    return shape.optional();
  },
});

const recordedSchema = z.strictObject({
  schemaVersion: z.literal(1),
  pins: z.array(z.string()),
  answers: z.record(
    z.string(),
    z.strictObject({ count, unread: count, addresses: count, mediaTypes: counts, shape: shape.optional() }),
  ),
  failures: counts,
  unmatched: counts,
  dropped: count,
});

/**
 * Reads shapes that `driftpin/undici` has recorded, or `driftpin record --collect` has gathered.
 * @param path absolute
 * @throws CouldNotCheckError (DP6208) for a file that is no such recording, or (DP4101) that cannot be read
 */
export async function readShapes(path: string, { files, cwd }: Runtime): Promise<RecordedShapes> {
  const file = relative(cwd, path);
  try {
    return recordedSchema.parse(JSON.parse(String(await files.read(path)))) as RecordedShapes;
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw unreadable(cause, file);
    throw new CouldNotCheckError("DP6208", {
      what: "it is no recording of shapes",
      where: { file },
      todo: "remove it, and run the tests again",
      cause,
    });
  }
}
