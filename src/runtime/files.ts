import { createReadStream } from "node:fs";
import { access, appendFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Files } from "./index.ts";

/** The file system of this machine. */
export const nodeFiles: Files = {
  read: (path) => readFile(path),

  stream: (path) => createReadStream(path),

  async write(path, text) {
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text);
  },

  async append(path, text) {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, text);
  },

  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),

  size: async (path) => (await stat(path)).size,

  realPath: (path) => realpath(path),

  async list(globs, folder) {
    const { glob } = await import("tinyglobby");
    const found = await glob([...globs], {
      cwd: folder,
      absolute: true,
      ignore: ["**/node_modules/**"],
      followSymbolicLinks: false,
      expandDirectories: false,
    });
    return found.sort();
  },

  names: async (folder) => (await readdir(folder)).sort(),

  async link(path, to) {
    await mkdir(dirname(path), { recursive: true });
    await symlink(to, path, (await stat(to)).isDirectory() ? "junction" : "file"); // what Windows asks for; others do not
  },

  async temporary(use) {
    const folder = await mkdtemp(join(await realpath(tmpdir()), "driftpin-"));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
