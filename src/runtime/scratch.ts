import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { SimpleGit } from "simple-git";
import { nodeFiles } from "./files.ts";
import { ScratchError, type Worktree } from "./index.ts";

/** Ways to open git in a folder. */
interface Opened {
  /** @param steering more variables of its environment */
  readonly git: (folder: string, steering?: Readonly<Record<string, string>>) => Promise<SimpleGit>;
  /** One that ^C does not stop: for clearing up. */
  readonly last: (folder: string) => Promise<SimpleGit>;
  /** Of ^C. */
  readonly signal: AbortSignal;
}

/** `Git.scratch`, with the git that it is to work with. */
export async function scratch<T>(folder: string, use: (worktree: Worktree) => Promise<T>, opened: Opened): Promise<T> {
  const repository = await told(find(folder, opened), opened.signal);
  const { origin } = repository;
  return nodeFiles.temporary(async (temporary) => {
    const root = join(temporary, "worktree");
    try {
      await told(make({ root, ...repository }, temporary, opened), opened.signal);
      return await use({ root, origin });
    } finally {
      // Its files first, and by Node, which follows no link out of it; then what git remembers of it.
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
      await forget(root, await opened.last(origin));
    }
  });
}

/** Where a repository and its objects are. */
interface Repository {
  readonly origin: string;
  readonly objects: string;
}

async function find(folder: string, { git }: Opened): Promise<Repository> {
  const said = await (await git(folder)).raw("rev-parse", "--show-toplevel", "--git-path", "objects");
  const [origin = "", objects = ""] = said.split("\n");
  return { origin, objects: resolve(folder, objects) };
}

/** What git refuses, in its own words. @throws ScratchError */
async function told<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await result;
  } catch (cause) {
    signal.throwIfAborted();
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ScratchError(/^(?:fatal|error): (.+)$/m.exec(said)?.[1] ?? said.trim(), { cause });
  }
}

/**
 * Makes the worktree, and puts the team's tree into it: HEAD, with the files in place that git calls changed or new, as
 * git would commit and check them out. Their objects go where the folder goes.
 */
async function make(
  { root, origin, objects: known }: Worktree & Repository,
  temporary: string,
  opened: Opened,
): Promise<void> {
  const team = await opened.git(origin);
  await team.raw("worktree", "add", "--detach", "--no-checkout", "--quiet", root, "HEAD");
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
  const said = await team.raw("--no-optional-locks", ...status, "--", ":/", ...installed);
  return said
    .split("\0")
    .map((entry) => entry.slice("XY ".length))
    .filter((path) => path !== "" && !path.endsWith("/")); // a repository within, which is not the team's to commit
}

/** Nobody commits them, and where nobody ignores them either, they are too many to copy. */
const installed = [":(top,exclude,glob)**/node_modules", ":(top,exclude,glob)**/node_modules/**"];

async function forget(root: string, git: SimpleGit): Promise<void> {
  try {
    await git.raw("worktree", "remove", "--force", root);
  } catch (error) {
    if (!/is not a working tree/.test(String(error))) throw error; // it never came about
  }
}
