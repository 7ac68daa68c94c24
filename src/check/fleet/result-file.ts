import { relative, resolve } from "node:path";
import { parseJson } from "../../contract/parse-json.ts";
import { CouldNotCheckError, DriftpinError, UsageError } from "../../errors.ts";
import { isObject, type Json, own } from "../../json.ts";
import type { Runtime } from "../../runtime/index.ts";
import { resultBytesLimit, resultSchema, type ShardResult } from "./result.ts";

/**
 * Writes a result, whole or not at all.
 * @param file relative to the working directory
 * @throws UsageError (DP6307) where it cannot be written, CouldNotCheckError (DP6304) where nobody would read it
 */
export async function writeResult(file: string, result: ShardResult, { files, cwd }: Runtime): Promise<void> {
  const text = `${JSON.stringify(result)}\n`;
  if (Buffer.byteLength(text) > resultBytesLimit) throw tooLarge(file);
  await files.write(resolve(cwd, file), text).catch((cause) => {
    throw new UsageError("DP6307", {
      what: `the result cannot be written: ${cause.message}`,
      where: { file },
      todo: "give --result a file that can be made",
      cause,
    });
  });
}

/** The files that were named: each itself, or all `*.json` of a folder, sorted. Absolute, each once. */
export async function resultFiles(named: readonly string[], { files, cwd }: Runtime): Promise<string[]> {
  const found = await Promise.all(
    named.map(async (name) => {
      const path = resolve(cwd, name);
      const inside = await files.list(["*.json"], path); // of what is no folder: none
      return inside.length > 0 ? inside : [path];
    }),
  );
  return [...new Set(found.flat())].sort();
}

/**
 * Reads a result, which another machine has written: nothing in it is trusted before it has been looked at.
 * @param path absolute
 * @throws CouldNotCheckError (DP6302 to DP6305) where it cannot be read, is too large, of another version, or no result
 */
export async function readResult(path: string, runtime: Runtime): Promise<ShardResult> {
  const file = relative(runtime.cwd, path);
  const value = await json(file, await textOf(path, file, runtime));
  const version = isObject(value) ? own(value, "schemaVersion") : undefined;
  if (typeof version === "number" && version !== 1) throw otherVersion(file, version);
  const result = resultSchema.safeParse(value);
  if (result.success) return inOwnOrder(value, result.data as unknown as Json) as unknown as ShardResult;
  const [issue] = result.error.issues;
  const what = `it is no result of a shard: ${issue?.path.join(".") || "it"}: ${issue?.message}`;
  throw new CouldNotCheckError("DP6303", { what, where: { file }, todo: again, cause: result.error });
}

async function textOf(path: string, file: string, { files }: Runtime): Promise<string> {
  try {
    if ((await files.size(path)) > resultBytesLimit) throw tooLarge(file);
    return String(await files.read(path));
  } catch (cause) {
    if (cause instanceof DriftpinError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "there is no such result" : `the result cannot be read: ${message}`;
    throw new CouldNotCheckError("DP6302", { what, where: { file }, todo: again, cause });
  }
}

async function json(file: string, text: string): Promise<Json> {
  try {
    return await parseJson({ file, text });
  } catch (cause) {
    if (!(cause instanceof CouldNotCheckError)) throw cause;
    throw new CouldNotCheckError("DP6303", {
      what: `it is no result of a shard: ${cause.what}`,
      where: cause.where,
      todo: again,
      cause,
    });
  }
}

/**
 * What the schema names of a value, its members in their own order: what is made of the result is to be the same, byte by
 * byte, as if it had never been written down.
 */
function inOwnOrder(value: Json, known: Json): Json {
  if (value === known) return value;
  if (Array.isArray(value) && Array.isArray(known)) return value.map((each, i) => inOwnOrder(each, known[i] ?? null));
  if (!isObject(value) || !isObject(known)) return known;
  const names = Object.keys(value).filter((name) => Object.hasOwn(known, name));
  return Object.fromEntries(names.map((name) => [name, inOwnOrder(value[name] ?? null, known[name] ?? null)]));
}

function tooLarge(file: string): CouldNotCheckError {
  return new CouldNotCheckError("DP6304", {
    what: `the result is larger than ${resultBytesLimit / 1024 / 1024} MB`,
    where: { file },
    todo: "use more shards",
  });
}

function otherVersion(file: string, version: number): CouldNotCheckError {
  return new CouldNotCheckError("DP6305", {
    what: `the result is of version ${version}, and this driftpin reads version 1`,
    where: { file },
    todo: "check and merge with the same driftpin",
  });
}

const again = "run its shard again";
