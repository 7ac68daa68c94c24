import { CouldNotCheckError } from "../errors.ts";
import { alternatives } from "./alternatives.ts";
import { bytesLimit, sha256, textOf, tooLarge } from "./bytes.ts";
import { parseGitReference, type Remote } from "./git-reference.ts";
import { connect, type Repository } from "./git-repository.ts";
import { type Lend, shared } from "./shared.ts";
import { siblingPath } from "./sibling.ts";
import type { FetchContext, SourceKind } from "./source.ts";

/**
 * A file in a git repository at a branch, tag or full commit: `git+https://host/repo.git@ref#path`,
 * `github:owner/repo@ref#path`, or, for a repository on disk, `git+file:path@ref#path`. The default branch, where no
 * ref is given. `version` is the commit. Only the file comes over the wire, not its history nor its neighbours. It may
 * refer to other files of the same commit.
 */
export const git: SourceKind = {
  matches: (reference) => /^(git\+|github:)/i.test(reference),

  async fetch(reference, context) {
    const { remote, ref, path } = parseGitReference(reference, context.folder);
    const fetched = checkouts(remote, ref, context);
    const { commit, bytes } = await fetched(async (checkout) => ({
      commit: checkout.commit,
      bytes: await show(checkout, path),
    }));
    const name = nameIn(remote, commit);
    const again = shared(checkouts(remote, commit, context));
    return {
      reference,
      file: name(path),
      text: textOf(bytes, name(path)),
      version: commit,
      sha256: sha256(bytes),
      async sibling(relativePath) {
        const other = siblingPath(path, relativePath);
        const bytes = await again((checkout) => show(checkout, other));
        return { file: name(other), text: textOf(bytes, name(other)) };
      },
    };
  },

  async fetchUnless(commit, reference, context) {
    const { remote, ref } = parseGitReference(reference, context.folder);
    return (await isAt(commit, remote, ref, context)) ? undefined : git.fetch(reference, context);
  },
};

/** Whether the remote says that a ref is this very commit: a small question, where fetching is a conversation. */
function isAt(commit: string, remote: Remote, ref: string, context: FetchContext): Promise<boolean> {
  return context.runtime.files.temporary(async (folder) => {
    const { run } = await connect(remote, folder, context);
    const listed = (await run("ls-remote", "origin", ref, `${ref}^{}`)).trim().split("\n");
    const commits = new Map(listed.map((line) => line.split("\t", 2)).map(([hash = "", name = ""]) => [name, hash]));
    const [name, another] = [ref, `refs/${ref}`, `refs/tags/${ref}`, `refs/heads/${ref}`].filter((one) =>
      commits.has(one),
    );
    // A name that is a tag and a branch is git's to tell apart. What an annotated tag stands for is listed beside it.
    return name !== undefined && another === undefined && (commits.get(`${name}^{}`) ?? commits.get(name)) === commit;
  });
}

/** A repository that knows one commit, but holds no file of it yet. */
interface Checkout {
  readonly repository: Repository;
  readonly commit: string;
}

function checkouts(remote: Remote, ref: string, context: FetchContext): Lend<Checkout> {
  return (use) =>
    context.runtime.files.temporary(async (folder) => {
      const repository = await connect(remote, folder, context);
      await fetchCommit(repository, ref);
      return await use({ repository, commit: (await repository.run("rev-parse", "FETCH_HEAD^{commit}")).trim() });
    });
}

async function fetchCommit(repository: Repository, ref: string): Promise<void> {
  try {
    await repository.run("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "origin", ref);
  } catch (cause) {
    if (!/couldn't find remote ref|not our ref/i.test(String(cause))) throw cause;
    throw new CouldNotCheckError("DP2004", {
      what: `the repository has no branch, tag or full commit "${ref}"`,
      where: { file: repository.remote.name },
      todo: alternatives(ref, await refs(repository)),
      cause,
    });
  }
}

async function refs({ run }: Repository): Promise<string[]> {
  const lines = (await run("ls-remote", "--heads", "--tags", "--refs", "origin")).trim().split("\n");
  return lines.map((line) => line.replace(/^\S+\s+refs\/(heads|tags)\//, "")).filter((name) => name !== "");
}

/** The bytes of a file, which come over the wire only now. */
async function show({ repository, commit }: Checkout, path: string): Promise<Buffer> {
  const file = nameIn(repository.remote, commit)(path);
  const [mode = ""] = (await repository.run("ls-tree", commit, "--", path)).split(" ");
  if (mode !== "100644" && mode !== "100755") {
    const todo = mode === "" ? alternatives(path, await paths(repository, commit)) : "name a file itself";
    const what = `there is ${kindOf[mode] ?? "no file"} at this path`;
    throw new CouldNotCheckError("DP2003", { what, where: { file }, todo });
  }
  const object = `${commit}:${path}`;
  if (Number(await repository.run("cat-file", "-s", object)) > bytesLimit) throw tooLarge(file);
  return await repository.bytes(object);
}

/** Modes of a tree's entries: https://git-scm.com/docs/git-fast-import#_filemodify */
const kindOf: Readonly<Record<string, string>> = {
  "": "nothing",
  "040000": "a folder",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

async function paths({ run }: Repository, commit: string): Promise<string[]> {
  return (await run("ls-tree", "-r", "-z", "--name-only", commit)).split("\0").filter((name) => name !== "");
}

function nameIn(remote: Remote, commit: string): (path: string) => string {
  return (path) => `${remote.name}@${commit}#${path}`;
}
