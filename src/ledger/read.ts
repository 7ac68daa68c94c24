import { UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import { type Entry, entrySchema } from "./entry.ts";

/**
 * All lines of a ledger, oldest first; none where there is no such file.
 * @throws UsageError DP6101 naming the first line that is not a ledger entry
 */
export async function readLedger(path: string, runtime: Runtime): Promise<Entry[]> {
  if (!(await runtime.files.exists(path))) return [];
  const text = (await runtime.files.read(path)).toString("utf8");
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [parse(line, path, index + 1)]));
}

function parse(line: string, file: string, number: number): Entry {
  const entry = entrySchema.safeParse(json(line));
  if (entry.success) return entry.data;
  throw new UsageError("DP6101", {
    what: "not a line of a driftpin ledger",
    where: { file, line: number },
    todo: "restore the line, or delete it: what it told will be told again if it is still so",
    cause: entry.error,
  });
}

/** The value of a line; undefined, which no entry is, where the line is not JSON. */
function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
