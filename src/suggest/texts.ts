import { join } from "node:path";
import type { Runtime } from "../runtime/index.ts";
import { byFile } from "./edits.ts";
import type { Edit } from "./suggestion.ts";

/**
 * The files that edits change, as they are now, by their paths; those that the edits make are left out.
 * @param folder that of the configuration, absolute
 * @throws the system's error for what cannot be read
 */
export async function textsOf(
  edits: readonly Edit[],
  folder: string,
  { files }: Pick<Runtime, "files">,
): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(
    [...byFile(edits).keys()].map(async (file): Promise<[string, string][]> => {
      const path = join(folder, file);
      return (await files.exists(path)) ? [[file, String(await files.read(path))]] : [];
    }),
  );
  return new Map(texts.flat());
}
