import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import type { GitObject, Objects } from "./objects.ts";

/** What a repository holds. */
export interface Held {
  readonly objects: Objects;
  readonly refs: Map<string, string>;
  readonly defaultBranch: string;
}

/** A bare repository in a temporary folder, for git itself to work on. */
export interface Bare {
  /** The folder that holds it, as `<owner>/<repo>.git`. */
  readonly root: string;
  /** Makes it hold what is held. */
  write(held: Held): Promise<void>;
  /** What it holds that is new, and where its refs are. */
  read(): Promise<Pick<Held, "objects" | "refs">>;
  remove(): Promise<void>;
}

/** Makes an empty one, as `git init` does. */
export async function bareRepository(name: string, defaultBranch: string): Promise<Bare> {
  const root = await mkdtemp(join(tmpdir(), "driftpin-github-"));
  const folder = join(root, `${name}.git`);
  await mkdir(join(folder, "objects"), { recursive: true });
  await mkdir(join(folder, "refs"));
  await writeFile(join(folder, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
  await writeFile(join(folder, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
  const known = new Set<string>();

  return {
    root,
    async write({ objects, refs }) {
      for (const [id, object] of objects) {
        if (!known.has(id)) await writeObject(folder, id, object);
        known.add(id);
      }
      // One file for all of them: loose ones would hide those that are gone.
      await rm(join(folder, "refs"), { recursive: true, force: true });
      await mkdir(join(folder, "refs", "heads"), { recursive: true });
      const lines = [...refs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([ref, id]) => `${id} ${ref}\n`);
      await writeFile(join(folder, "packed-refs"), lines.join(""));
    },
    async read() {
      const objects: Objects = new Map();
      for (const id of await objectsIn(folder)) {
        if (!known.has(id)) objects.set(id, await readObject(folder, id));
        known.add(id);
      }
      return { objects, refs: await refsIn(folder) };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function pathOf(folder: string, id: string): string {
  return join(folder, "objects", id.slice(0, 2), id.slice(2));
}

async function writeObject(folder: string, id: string, { type, data }: GitObject): Promise<void> {
  const path = pathOf(folder, id);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, deflateSync(Buffer.from(`${type} ${data.length}\0${data}`, "latin1"), { level: 1 }));
}

async function readObject(folder: string, id: string): Promise<GitObject> {
  const text = inflateSync(await readFile(pathOf(folder, id))).toString("latin1");
  const end = text.indexOf("\0");
  return { type: text.slice(0, text.indexOf(" ")) as GitObject["type"], data: text.slice(end + 1) };
}

/** Only files of their own: the server sees to it that git packs none. */
async function objectsIn(folder: string): Promise<string[]> {
  const folders = (await readdir(join(folder, "objects"))).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const names = await Promise.all(
    folders.map(async (first) => (await readdir(join(folder, "objects", first))).map((rest) => `${first}${rest}`)),
  );
  return names.flat();
}

async function refsIn(folder: string): Promise<Map<string, string>> {
  const packed = (await readFile(join(folder, "packed-refs"), "utf8"))
    .split("\n")
    .map((line) => /^(?<id>[0-9a-f]{40}) (?<ref>.+)$/.exec(line)?.groups ?? {});
  const refs = new Map(packed.flatMap(({ id, ref }) => (id && ref ? [[ref, id] as const] : [])));
  const files = await readdir(join(folder, "refs"), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    refs.set(path.slice(folder.length + 1), (await readFile(path, "utf8")).trim());
  }
  return refs;
}
