import { resolve } from "node:path";
import { normalize } from "node:path/posix";
import { UsageError } from "../errors.ts";

/** A repository that is fetched from. */
export interface Remote {
  /** As a person writes it: `github:owner/repo`. */
  readonly name: string;
  /** As git takes it: a URL, or an absolute path. */
  readonly address: string;
}

/** A reference to a file in a repository, taken apart. */
export interface GitReference {
  readonly remote: Remote;
  /** A branch, a tag or a full commit; `HEAD`, where none is named. */
  readonly ref: string;
  /** From the top of the repository. */
  readonly path: string;
}

/**
 * Takes a reference apart; relative folders start from the given one.
 *
 * @throws UsageError, which does not repeat the reference: it may hold credentials.
 */
export function parseGitReference(reference: string, folder: string): GitReference {
  const { place = "", ref = "HEAD", path = "" } = pattern.exec(reference)?.groups ?? {};
  const remote = remoteAt(place, folder);
  if (remote !== undefined && safeRef.test(ref)) return { remote, ref, path: normalize(path) };
  throw new UsageError("DP2001", {
    what: "a source does not name a file in a git repository",
    todo: "expected github:owner/repo@ref#path, git+https://host/repo.git@ref#path or git+file:folder@ref#path",
  });
}

/** Credentials in a URL, which come before an `@` too, leave a place without a path. */
const pattern = /^(?<place>[^@#]+)(?:@(?<ref>[^#]+))?#\/?(?<path>.+)$/;

/** Nothing that git would take for an option, a refspec or an expression. */
const safeRef = /^[^\s:^~?*[\\-][^\s:^~?*[\\]*$/;

const github = /^github:([\w.-]+\/[\w.-]+)$/i;
const web = /^git\+(https?:\/\/(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?\/\S+)$/i;
const local = /^git\+file:(?:\/\/)?(.+)$/i;

function remoteAt(place: string, folder: string): Remote | undefined {
  const repository = github.exec(place)?.[1];
  if (repository !== undefined) return { name: place, address: `https://github.com/${repository}.git` };
  const url = web.exec(place)?.[1];
  if (url !== undefined) return { name: place, address: url };
  const path = local.exec(place)?.[1];
  return path === undefined ? undefined : { name: place, address: resolve(folder, path) };
}
