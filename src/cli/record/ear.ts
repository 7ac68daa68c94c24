/** Keeps a copy of what streams by, up to a limit. */
export interface Ear {
  /** The parts, none where the whole was over the limit. */
  readonly chunks: readonly Uint8Array[];
  /** Of the whole, in bytes. */
  readonly size: number;
  /** Hands on each part as it comes. */
  hear(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

/** What is kept of one body: 4 MiB. */
const bytesLimit = 4 * 1024 * 1024;

/** An ear that has heard nothing yet. */
export function ear(): Ear {
  let chunks: Uint8Array[] = [];
  let size = 0;
  return {
    get chunks() {
      return chunks;
    },
    get size() {
      return size;
    },
    async *hear(source) {
      for await (const chunk of source) {
        size += chunk.byteLength;
        if (size <= bytesLimit) chunks.push(chunk);
        else chunks = [];
        yield chunk;
      }
    },
  };
}
