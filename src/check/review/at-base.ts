import { relative } from "node:path";
import type { Runtime } from "../../runtime/index.ts";

/** The text of a file at the base, by its path from the repository's root with slashes; undefined where there is none. */
export type ReadAtBase = (path: string) => Promise<string | undefined>;

/** A runtime whose files are those of the base, each read once. */
export function atBase(root: string, read: ReadAtBase, runtime: Runtime): Runtime {
  const texts = new Map<string, Promise<string | undefined>>();
  const textOf = (file: string): Promise<string | undefined> => {
    const path = relative(root, file).replaceAll("\\", "/");
    const text = texts.get(path) ?? read(path);
    texts.set(path, text);
    return text;
  };
  return {
    ...runtime,
    files: {
      ...runtime.files,
      exists: async (file) => (await textOf(file)) !== undefined,
      async read(file) {
        const text = await textOf(file);
        if (text === undefined) throw Object.assign(new Error(`no ${file} at the base`), { code: "ENOENT" });
        return Buffer.from(text);
      },
    },
  };
}
