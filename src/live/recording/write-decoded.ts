import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { failure } from "../transport/failure.ts";
import type { RawAnswer, Reply } from "../transport/reply.ts";

/** An answer as it came over the wire. */
export interface Wire {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly Uint8Array[];
  /** Of the whole body, in bytes. */
  readonly size: number;
}

/** What is read at most of a body, decoded: 4 MiB. */
const maxOutputLength = 4 * 1024 * 1024;

/**
 * An answer with its content codings undone, at once. Where the chunks are not the whole body, it is too large when it is
 * decoded, or its coding is not known, the answer has none, and `unread` is its size on the wire. A broken coding is a
 * failure of the body's.
 */
export function decoded({
  status,
  headers,
  chunks,
  size,
}: Wire): Pick<Reply, "answer"> & { unread: number | undefined } {
  const answer = (body: Buffer): RawAnswer => ({ kind: "answer", status, headers, body });
  const bytes = Buffer.concat(chunks);
  const empty = answer(Buffer.alloc(0));
  if (bytes.byteLength !== size) return { answer: empty, unread: size };
  try {
    return { answer: answer(undone(bytes, headers["content-encoding"] ?? "")), unread: undefined };
  } catch (error) {
    if (error instanceof RangeError) return { answer: empty, unread: size }; // so zlib, too, tells of what is too large
    return { answer: failure(error, { kind: "trace", phase: "body" }), unread: undefined };
  }
}

/** The content codings (RFC 9110, section 8.4) undone, the last one first. */
function undone(body: Buffer, contentEncoding: string): Buffer {
  if (body.byteLength === 0) return body; // HEAD and 304 speak of a coding all the same
  const codings = contentEncoding.toLowerCase().split(",").reverse();
  return codings.reduce((bytes, coding) => undo(bytes, coding.trim()), body);
}

function undo(bytes: Buffer, coding: string): Buffer {
  switch (coding) {
    case "":
    case "identity":
      return bytes;
    case "gzip":
    case "x-gzip":
      return gunzipSync(bytes, { maxOutputLength });
    case "br":
      return brotliDecompressSync(bytes, { maxOutputLength });
    case "deflate":
      return inflateSync(bytes, { maxOutputLength });
    default:
      throw new RangeError(`content is encoded as "${coding}"`);
  }
}
