import { dirname, isAbsolute, join, relative } from "node:path";
import type { Runtime } from "../runtime/index.ts";

/** The nearest folder with a repository in it; without one the workflow's workspace, or the folder itself. Absolute. */
export async function repositoryRoot(folder: string, { files, env }: Pick<Runtime, "files" | "env">): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await files.exists(join(at, ".git"))) return at;
    if (at === dirname(at)) break;
  }
  const workspace = env.GITHUB_WORKSPACE || folder;
  const way = relative(workspace, folder);
  return way.startsWith("..") || isAbsolute(way) ? folder : workspace;
}

/** The way from the repository's root to a folder in it, with slashes: empty for the root itself. */
export async function wayFromRoot(folder: string, runtime: Pick<Runtime, "files" | "env">): Promise<string> {
  return relative(await repositoryRoot(folder, runtime), folder).replaceAll("\\", "/");
}
