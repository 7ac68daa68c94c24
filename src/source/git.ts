import { resolve } from "node:path";
import { normalize } from "node:path/posix";
import type { SimpleGit } from "simple-git";
import { CouldNotCheckError, UsageError } from "../errors.ts";
import { alternatives } from "./alternatives.ts";
import { bytesLimit, sha256, textOf, tooLarge } from "./bytes.ts";
import { connect, type Remote, unreachableRepository } from "./git-remote.ts";
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
    const { remote, ref, path } = parsed(reference, context);
    const { commit, bytes } = await checkedOut(
      remote,
      ref,
      context,
    )(async (checkout) => ({
      commit: checkout.commit,
      bytes: await show(checkout, path),
    }));
    const name = nameIn(remote, commit);
    const again = shared(checkedOut(remote, commit, context));
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
};

interface Wanted {
  readonly remote: Remote;
  readonly ref: string;
  readonly path: string;
}

// No `@` before the ref: credentials in a URL would end up in reports. No ref that git would take for an option or a refspec.
const pattern =
  /^(?:github:(?<github>[\w.-]+\/[\w.-]+)|git\+(?<url>https?:\/\/(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?\/[^@#\s]+)|git\+file:(?<local>[^@#]+))(?:@(?<ref>[^\s:^~?*[\\#-][^\s:^~?*[\\#]*))?#\/?(?<path>.+)$/i;

function parsed(reference: string, { folder }: FetchContext): Wanted {
  const { github, url, local, ref = "HEAD", path } = pattern.exec(reference)?.groups ?? {};
  if (path !== undefined) {
    const wanted = { ref, path: normalize(path) };
    if (github !== undefined) {
      return { ...wanted, remote: { name: `github:${github}`, address: `https://github.com/${github}.git` } };
    }
    if (url !== undefined) return { ...wanted, remote: { name: `git+${url}`, address: url } };
    if (local !== undefined) {
      return { ...wanted, remote: { name: `git+file:${local}`, address: resolve(folder, local.replace(/^\/\//, "")) } };
    }
  }
  throw new UsageError("DP2001", {
    what: "a source does not name a file in a git repository", // it may hold credentials, so it is not repeated
    todo: "expected github:owner/repo@ref#path, git+https://host/repo.git@ref#path or git+file:folder@ref#path",
  });
}

/** A repository on disk that knows one commit, but holds no file of it yet. */
interface Checkout {
  readonly repository: SimpleGit;
  readonly remote: Remote;
  readonly commit: string;
}

function checkedOut(remote: Remote, ref: string, context: FetchContext): Lend<Checkout> {
  return (use) =>
    context.runtime.files.temporary(async (folder) => {
      const repository = await connect(remote, folder, context);
      await fetchCommit(repository, remote, ref, context);
      const commit = (await repository.raw("rev-parse", "FETCH_HEAD^{commit}")).trim();
      return await use({ repository, remote, commit });
    });
}

async function fetchCommit(git: SimpleGit, remote: Remote, ref: string, context: FetchContext): Promise<void> {
  try {
    await git.raw("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "origin", ref);
  } catch (cause) {
    context.runtime.signal.throwIfAborted();
    if (!/couldn't find remote ref|not our ref|no such ref/i.test(String(cause)))
      throw unreachableRepository(remote, cause);
    throw new CouldNotCheckError("DP2004", {
      what: `the repository has no branch, tag or full commit "${ref}"`,
      where: { file: remote.name },
      todo: alternatives(ref, await refs(git)),
      cause,
    });
  }
}

async function refs(git: SimpleGit): Promise<string[]> {
  const lines = (await git.raw("ls-remote", "--heads", "--tags", "--refs", "origin")).trim().split("\n");
  return lines.map((line) => line.replace(/^\S+\s+refs\/(heads|tags)\//, "")).filter((name) => name !== "");
}

/** The bytes of a file, which come over the wire only now. */
async function show({ repository, remote, commit }: Checkout, path: string): Promise<Buffer> {
  const file = nameIn(remote, commit)(path);
  const [mode = ""] = (await repository.raw("ls-tree", commit, "--", path)).split(" ");
  if (mode !== "100644" && mode !== "100755") {
    const todo = mode === "" ? alternatives(path, await paths(repository, commit)) : "name a file itself";
    const what = `there is ${kindOf[mode] ?? "no file"} at this path`;
    throw new CouldNotCheckError("DP2003", { what, where: { file }, todo });
  }
  const object = `${commit}:${path}`;
  if (Number(await repository.raw("cat-file", "-s", object)) > bytesLimit) throw tooLarge(file);
  return await repository.showBuffer(object);
}

/** Modes of a tree's entries: https://git-scm.com/docs/git-fast-import#_filemodify */
const kindOf: Readonly<Record<string, string>> = {
  "": "nothing",
  "040000": "a folder",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

async function paths(git: SimpleGit, commit: string): Promise<string[]> {
  return (await git.raw("ls-tree", "-r", "-z", "--name-only", commit)).split("\0").filter((name) => name !== "");
}

function nameIn(remote: Remote, commit: string): (path: string) => string {
  return (path) => `${remote.name}@${commit}#${path}`;
}
