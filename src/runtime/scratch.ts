import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { SimpleGit } from "simple-git";
import { nodeFiles } from "./files.ts";
import type { Worktree } from "./index.ts";

/** Ways to open git in a folder. */
interface Opened {
  /** @param steering more variables of its environment */
  readonly git: (folder: string, steering?: Readonly<Record<string, string>>) => Promise<SimpleGit>;
  /** One that ^C does not stop: for clearing up. */
  readonly last: (folder: string) => Promise<SimpleGit>;
}

/** `Git.scratch`, with the git that it is to work with. */
export async function scratch<T>(folder: string, use: (worktree: Worktree) => Promise<T>, opened: Opened): Promise<T> {
  const origin = (await (await opened.git(folder)).raw("rev-parse", "--show-toplevel")).trim();
  return nodeFiles.temporary(async (temporary) => {
    const root = join(temporary, "worktree");
    try {
      const team = await opened.git(origin);
      await team.raw("worktree", "add", "--detach", "--no-checkout", "--quiet", root, "HEAD");
      await fill({ root, origin }, team, temporary, opened);
      return await use({ root, origin });
    } finally {
      // Its files first, and by Node, which follows no link out of it; then what git remembers of it.
      await rm(root, { recursive: true, force: true });
      await forget(root, await opened.last(origin));
    }
  });
}

/**
 * Puts the team's tree into the worktree: HEAD, with the files in place that git calls changed or new, as git would commit
 * and check them out. Their objects go where the folder goes.
 */
async function fill({ root, origin }: Worktree, team: SimpleGit, temporary: string, opened: Opened): Promise<void> {
  const known = resolve(origin, (await team.raw("rev-parse", "--git-path", "objects")).trim());
  const objects = join(temporary, "objects");
  await nodeFiles.write(join(objects, "info", "alternates"), `${known}\n`);
  const git = await opened.git(root, { GIT_OBJECT_DIRECTORY: objects });
  await git.raw("read-tree", "HEAD");
  const changed = await changedIn(team);
  if (changed.length > 0) {
    const list = join(temporary, "changed");
    await nodeFiles.write(list, changed.join("\0"));
    const listed = [`--pathspec-from-file=${list}`, "--pathspec-file-nul"];
    await git.raw("--literal-pathspecs", `--work-tree=${origin}`, "add", "--all", "--force", ...listed);
  }
  await git.raw("checkout-index", "--all", "--quiet");
  await git.raw("read-tree", "HEAD");
}

/** Paths of what differs from HEAD, from the root. */
async function changedIn(team: SimpleGit): Promise<string[]> {
  const status = ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all"];
  const said = await team.raw("--no-optional-locks", ...status, "--", ":/", ":(top,exclude,glob)**/node_modules/**");
  return said
    .split("\0")
    .map((entry) => entry.slice("XY ".length))
    .filter((path) => path !== "" && !path.endsWith("/")); // a repository within, which is not the team's to commit
}

async function forget(root: string, git: SimpleGit): Promise<void> {
  const known = await git.raw("worktree", "list", "--porcelain");
  if (known.split("\n").includes(`worktree ${root}`)) await git.raw("worktree", "remove", "--force", root);
}
