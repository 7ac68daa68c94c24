import { UsageError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { ReadAtBase } from "./at-base.ts";

/**
 * Reads files as a commit has them, from the repository that the folder lies in.
 * @param root absolute path of the repository's root
 * @param ref any revision; where absent, the commit at which the working tree left the default branch of the upstream
 * @throws UsageError (DP6401, DP6402) where there is no such commit
 */
export async function gitBase(root: string, ref: string | undefined, runtime: Runtime): Promise<ReadAtBase> {
  const git = await runtime.git.open(root);
  if (ref?.startsWith("-")) throw noCommit(ref); // an option to git
  const commit = ref === undefined ? await mergeBase(git) : await commitOf(git, ref);
  if (commit === undefined) throw ref === undefined ? noUpstream() : noCommit(ref);
  const paths = new Set((await git.raw(["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit])).split("\0"));
  return async (path) => (paths.has(path) ? git.raw(["cat-file", "blob", `${commit}:${path}`]) : undefined);
}

type Git = Awaited<ReturnType<Runtime["git"]["open"]>>;

async function mergeBase(git: Git): Promise<string | undefined> {
  for (const branch of ["origin/HEAD", "upstream/HEAD", "origin/main", "origin/master", "main", "master"]) {
    if ((await commitOf(git, branch)) !== undefined) return asked(git, ["merge-base", "HEAD", branch]);
  }
  return undefined;
}

function commitOf(git: Git, ref: string): Promise<string | undefined> {
  return asked(git, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
}

/** git's answer in one line; undefined where it has none, which it tells by its exit code. */
async function asked(git: Git, command: string[]): Promise<string | undefined> {
  try {
    return (await git.raw(command)).trim() || undefined;
  } catch (error) {
    if (/ended with 1\b|ended with 128\b|fatal:/.test(String(error))) return undefined;
    throw error;
  }
}

function noCommit(ref: string): UsageError {
  return new UsageError("DP6401", {
    what: `git knows no commit "${ref}"`,
    todo: "fetch it, or give --base another branch, tag or commit",
  });
}

function noUpstream(): UsageError {
  return new UsageError("DP6402", {
    what: "the default branch, or the commit where this branch left it, is not known here",
    todo: "give --base the branch that this is for, such as origin/main",
  });
}
