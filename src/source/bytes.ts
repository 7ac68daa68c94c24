import { isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { CouldNotCheckError } from "../errors.ts";

/** The most that one text may weigh, decompressed: 64 MiB. The largest description in public use has some 30. */
export const bytesLimit = 64 * 1024 * 1024;

/** SHA-256, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Bytes as UTF-8 text, without a byte order mark.
 *
 * @throws CouldNotCheckError where they are too many, or not UTF-8.
 */
export function textOf(bytes: Uint8Array, file: string): string {
  if (bytes.byteLength > bytesLimit) throw tooLarge(file);
  // Most descriptions are ASCII, and large ones take longer to decode than to compare.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const todo = "descriptions are JSON or YAML in UTF-8";
    throw new CouldNotCheckError("DP2008", { what: "this is not text", where: { file }, todo, cause });
  }
}

/** More than can be a description, or is wanted. */
export function tooLarge(file: string, wanted = { noun: "description", bytesLimit }): CouldNotCheckError {
  return new CouldNotCheckError("DP2007", {
    what: `larger than ${wanted.bytesLimit / 1024 / 1024} MiB`,
    where: { file },
    todo: `${wanted.noun}s are smaller: is this the right file?`,
  });
}
