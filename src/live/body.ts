import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

/** No answer is read further, compressed or not: 10 MiB. */
export const bytesLimit = 10 * 1024 * 1024;

/** Reads a body to its end and undoes its content encoding. Rejects with the stream's or zlib's error, or a `BodyTooLargeError`. */
export async function readBody(stream: Readable, encoding: string | undefined): Promise<Buffer> {
  return decode(await readWhole(stream), encoding?.trim().toLowerCase());
}

async function readWhole(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bytesLimit) throw new BodyTooLargeError(); // which also destroys the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const decoders: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

async function decode(bytes: Buffer, encoding = "identity"): Promise<Buffer> {
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decoder || bytes.length === 0) return bytes;
  return decoder(bytes, { maxOutputLength: bytesLimit }).catch((error) => {
    throw error.code === "ERR_BUFFER_TOO_LARGE" ? new BodyTooLargeError({ cause: error }) : error;
  });
}

/** A body is larger than is ever read. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
  readonly code = "BODY_TOO_LARGE";

  constructor(options?: ErrorOptions) {
    super(`the body is larger than ${bytesLimit / 1024 / 1024} MiB`, options);
  }
}
