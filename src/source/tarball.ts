import type { Parser, ReadEntry } from "tar";
import { bytesLimit } from "./bytes.ts";

/** What a look into a tarball found. */
export type Found =
  | { readonly kind: "file"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "missing"; readonly paths: readonly string[] };

/**
 * Reads one file of a package's tarball, and nothing else of it to memory or disk. Packages lie in one top folder,
 * mostly `package/`, which is not part of the path. `Tar` is the parser of the `tar` package, loaded beforehand: a
 * stream that fails at once must find its reader waiting.
 */
export async function fileInTarball(tarball: AsyncIterable<Buffer>, path: string, Tar: typeof Parser): Promise<Found> {
  const paths: string[] = [];
  let found: Found | Promise<Found> = { kind: "missing", paths };
  const parser = new Tar({
    strict: true,
    onReadEntry(entry) {
      const inside = entry.path.replace(/^[^/]*\//, "");
      paths.push(inside);
      if (inside === path && entry.type === "File") found = contents(entry);
      else entry.resume();
    },
  });
  await feed(parser, tarball);
  return found;
}

function contents(entry: ReadEntry): Found | Promise<Found> {
  if (entry.size <= bytesLimit) return entry.concat().then((bytes) => ({ kind: "file", bytes }));
  entry.resume();
  return { kind: "too-large" };
}

/** In slices: npm's cache hands a whole tarball over at once, and all that it decompresses to would be held at once. */
async function feed(parser: Parser, tarball: AsyncIterable<Buffer>): Promise<void> {
  const parsed = new Promise<void>((resolve, reject) => parser.on("error", reject).on("end", resolve));
  const fed = (async () => {
    for await (const chunk of tarball) {
      for (let at = 0; at < chunk.length; at += sliceBytes) {
        if (!parser.write(chunk.subarray(at, at + sliceBytes))) await drained(parser);
      }
    }
    parser.end();
  })();
  await Promise.all([parsed, fed]);
}

const sliceBytes = 64 * 1024;

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => parser.once("drain", resolve));
}
