import { type Readable, type Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** What is asked for, and understood. undici's own decompression prints an experimental warning. */
export const acceptedCodings = "gzip, br, deflate";

/** A body is larger than it may be. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
}

/**
 * The bytes of a body, with its content codings (RFC 9110, section 8.4) undone.
 *
 * @throws BodyTooLargeError as soon as they are more than the limit; what zlib throws for broken data;
 * RangeError for a coding that was not asked for.
 */
export async function readBody(body: Readable, contentEncoding: string, bytesLimit: number): Promise<Buffer> {
  const codings = contentEncoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length > 2) throw new RangeError(`content is encoded ${codings.length} times`);
  const stages = codings.reverse().map(decoder); // the last coding was applied last
  const chunks: Buffer[] = [];
  await pipeline([body, ...stages, collect(chunks, bytesLimit)]);
  return Buffer.concat(chunks);
}

function decoder(coding: string): Transform {
  if (coding === "gzip" || coding === "x-gzip") return createGunzip();
  if (coding === "br") return createBrotliDecompress();
  if (coding === "deflate") return createInflate();
  throw new RangeError(`content is encoded as "${coding}"`);
}

function collect(chunks: Buffer[], bytesLimit: number): Writable {
  let size = 0;
  return new Writable({
    write(chunk: Buffer, _, done) {
      size += chunk.byteLength;
      chunks.push(chunk);
      done(size > bytesLimit ? new BodyTooLargeError("the body is larger than is ever read") : null);
    },
  });
}
