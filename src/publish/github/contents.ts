import type { Runtime } from "../../runtime/index.ts";
import { type Access, type GitHub, withGitHub } from "./client.ts";
import { reading } from "./reading.ts";
import { isRequestError } from "./trouble.ts";

/**
 * Lends a reader of files as a commit has them: a path from the repository's root to its text, or to undefined where the
 * commit has no such file.
 * @throws UsageError (DP5003, DP5004) where the token may not read the repository or the commit is not there,
 * CouldNotCheckError (DP5005) where GitHub does not answer
 */
export async function withContents<T>(
  access: Access,
  commit: string,
  runtime: Runtime,
  use: (read: (path: string) => Promise<string | undefined>) => Promise<T>,
): Promise<T> {
  return withGitHub(access, runtime, async (github) => {
    const read = (path: string) => reading(access.repository, runtime, () => textAt(github, commit, path));
    // What GitHub hides it calls "not found" as well: only where the commit is seen does a missing file mean none.
    await reading(access.repository, runtime, () => requireCommit(github, commit));
    return use(read);
  });
}

async function requireCommit({ octokit, repository }: GitHub, commit: string): Promise<void> {
  await octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { ...repository, commit_sha: commit });
}

async function textAt(github: GitHub, commit: string, path: string): Promise<string | undefined> {
  try {
    const { data }: { data: unknown } = await github.octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...github.repository,
      path,
      ref: commit,
      mediaType: { format: "raw" },
    });
    return typeof data === "string" ? data : undefined;
  } catch (error) {
    if (isRequestError(error) && error.status === 404) return undefined;
    throw error;
  }
}
