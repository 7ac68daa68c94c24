import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CouldNotCheckError } from "../../../src/errors.ts";
import type { Fetched } from "../../../src/source/source.ts";

/** A text as a source hands it over; its siblings are the other given files, by path. */
export function fetched(text: string, siblings: Readonly<Record<string, string>> = {}, file = "api.yaml"): Fetched {
  return {
    file,
    text,
    reference: file,
    version: "1",
    sha256: createHash("sha256").update(text).digest("hex"),
    async sibling(path) {
      const found = siblings[path];
      if (found !== undefined) return { file: path, text: found };
      throw new CouldNotCheckError("DP2001", { what: "no such file", where: { file: path } });
    },
  };
}

/** A fixture of this folder, with the files around it. */
export async function fixture(file: string): Promise<Fetched> {
  const path = new URL(`../fixtures/${file}`, import.meta.url).pathname;
  return {
    ...fetched(await readFile(path, "utf8"), {}, file),
    sibling: async (relative) => ({
      file: join(dirname(file), relative),
      text: await readFile(join(dirname(path), relative), "utf8"),
    }),
  };
}
