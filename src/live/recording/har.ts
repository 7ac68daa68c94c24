import { isObject, own } from "../../json.ts";
import type { Runtime } from "../../runtime/index.ts";
import { harEntry } from "./har-entry.ts";
import { jsonValues } from "./json-values.ts";
import type { Entry } from "./recorded.ts";

/** Whether a file begins as an HTTP Archive does: an object whose first member is `log`. */
export async function isHar(path: string, { files }: Runtime): Promise<boolean> {
  for await (const chunk of files.stream(path)) return /^\uFEFF?\s*\{\s*"log"\s*:/.test(chunk.toString("utf8"));
  return false;
}

/**
 * The entries of an HTTP Archive, read piece by piece.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export async function* har(path: string, file: string, runtime: Runtime): AsyncGenerator<Entry> {
  let isRedacted = false;
  for await (const { key, value } of jsonValues(path, file, ["$.log.creator", "$.log.entries.*"], runtime)) {
    if (typeof key === "number") yield harEntry(key, value, isRedacted);
    else isRedacted = isObject(value) && own(value, "name") === "driftpin";
  }
}
