import { basename, join, relative, sep } from "node:path";
import type { Runtime, Worktree } from "../../runtime/index.ts";

/** All `node_modules` of a repository that git does not keep, from its root. */
export async function modulesOf(origin: string, { git }: Runtime): Promise<string[]> {
  const list = ["ls-files", "--others", "--directory", "-z"];
  const team = await git.open(origin);
  const said = await team.raw([...list, "--ignored", "--exclude-standard"]);
  const paths = `${said}\0${await team.raw(list)}`.split("\0").map((path) => path.replace(/\/$/, ""));
  return [...new Set(paths)].filter((path) => basename(path) === "node_modules");
}

/**
 * Gives a worktree the packages that are installed beside the team's tree: in each `node_modules`, a link for each. One
 * that is a link into the team's own code, as workspaces have it, leads to that code in the worktree instead, where the
 * patches are.
 */
export async function linkModules(folders: readonly string[], worktree: Worktree, runtime: Runtime): Promise<void> {
  for (const folder of folders) await linkAll(folder, worktree, runtime);
}

async function linkAll(folder: string, worktree: Worktree, runtime: Runtime): Promise<void> {
  const { origin, root } = worktree;
  for (const name of await runtime.files.names(join(origin, folder))) {
    const way = join(folder, name);
    if (caches.has(name)) continue;
    if (name.startsWith("@") || name === ".bin") await linkAll(way, worktree, runtime);
    else {
      const to = await target(join(origin, way), worktree, runtime);
      if (to !== undefined) await runtime.files.link(join(root, way), to);
    }
  }
}

/** What is written there belongs to one tree alone. */
const caches: ReadonlySet<string> = new Set([".cache", ".vite", ".vite-temp"]);

/** Undefined for a link that leads nowhere. */
async function target(entry: string, { origin, root }: Worktree, { files }: Runtime): Promise<string | undefined> {
  if (!(await files.exists(entry))) return undefined;
  const way = relative(origin, await files.realPath(entry)).split(sep);
  const isOurs = way[0] !== ".." && !way.includes("node_modules");
  const there = join(root, ...way);
  return isOurs && (await files.exists(there)) ? there : entry;
}
