import { isObject, own } from "../../json.ts";
import type { Runtime } from "../../runtime/index.ts";
import { cutter } from "./cutter.ts";
import { harEntry } from "./har-entry.ts";
import { parseText } from "./json-text.ts";
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
export async function* har(path: string, file: string, { files, signal }: Runtime): AsyncGenerator<Entry> {
  const { cut, before, around } = cutter();
  let [read, index] = [0, 0];
  let isRedacted: boolean | undefined;
  for await (const chunk of files.stream(path)) {
    signal.throwIfAborted();
    for (const { offset, bytes } of cut(chunk)) {
      isRedacted ??= isOurs(logOf(parseText(Buffer.concat([before(), closing]), file, (position) => position)));
      yield harEntry(
        index++,
        parseText(bytes, file, (position) => offset + position),
        isRedacted,
      );
    }
    read += chunk.length;
  }
  const start = before().length;
  const log = logOf(parseText(around(), file, (position) => (position < start ? position : read)));
  const uncut = log && own(log, "entries");
  for (const entry of Array.isArray(uncut) ? uncut : []) yield harEntry(index++, entry, isOurs(log));
}

/** Ends what comes before the entries. */
const closing = Buffer.from("]}}");

function logOf(archive: unknown) {
  const log = isObject(archive) ? own(archive, "log") : undefined;
  return isObject(log) ? log : undefined;
}

/** What driftpin itself records is redacted. */
function isOurs(log: ReturnType<typeof logOf>): boolean {
  const creator = log && own(log, "creator");
  return isObject(creator) && own(creator, "name") === "driftpin";
}
