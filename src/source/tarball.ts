import type { Readable } from "node:stream";
import { bytesLimit } from "./bytes.ts";

/** What a look into a tarball found. */
export type Found =
  | { readonly kind: "file"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "missing"; readonly paths: readonly string[] };

/**
 * Reads one file of a package's tarball, and nothing else of it to memory or disk. Packages lie in one top folder,
 * mostly `package/`, which is not part of the path.
 */
export async function fileInTarball(tarball: Readable, path: string): Promise<Found> {
  const { Parser } = await import("tar");
  const paths: string[] = [];
  let found: Found | Promise<Found> = { kind: "missing", paths };
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      onReadEntry(entry) {
        const inside = entry.path.replace(/^[^/]*\//, "");
        paths.push(inside);
        if (inside !== path || entry.type !== "File") entry.resume();
        else if (entry.size > bytesLimit) {
          found = { kind: "too-large" };
          entry.resume();
        } else found = entry.concat().then((bytes) => ({ kind: "file", bytes }));
      },
    });
    tarball.on("error", reject);
    parser.on("error", reject).on("end", resolve);
    tarball.pipe(parser);
  });
  return found;
}
