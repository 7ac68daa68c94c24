import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Clock } from "../../runtime/index.ts";
import type { GitHub } from "../github/client.ts";
import { troubleOf } from "../github/trouble.ts";
import type { Proposal } from "../proposal.ts";

/** The id of each file's blob, by path; undefined where there is no such file. */
export type Blobs = ReadonlyMap<string, string | undefined>;

/** What the branch would hold after all commits of a proposal. */
export function blobsOf({ commits }: Pick<Proposal, "commits">): Blobs {
  return new Map(commits.flatMap(({ files }) => files.map(({ path, text }) => [path, blobId(text)] as const)));
}

/** Whether each of the files is the same there. */
export function holds(there: Blobs, files: Blobs): boolean {
  return [...files].every(([path, id]) => there.get(path) === id);
}

/** Looks up some files of a commit, with one request for each folder. */
export async function readBlobs(github: GitHub, clock: Clock, ref: string, paths: Iterable<string>): Promise<Blobs> {
  const wanted = [...new Set(paths)];
  const found = new Map<string, string>();
  for (const folder of new Set(wanted.map((path) => posix.dirname(path)))) {
    for (const [path, id] of await filesIn(github, clock, ref, folder)) found.set(path, id);
  }
  return new Map(wanted.map((path) => [path, found.get(path)]));
}

async function filesIn({ octokit, repository }: GitHub, clock: Clock, ref: string, folder: string) {
  try {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...repository,
      path: folder === "." ? "" : folder,
      ref,
    });
    return Array.isArray(data) ? data.map(({ path, sha }) => [path, sha] as const) : [];
  } catch (error) {
    if (troubleOf(error, clock)?.kind === "gone") return [];
    throw error;
  }
}

/** What git calls a blob of this text (SHA-1, as in all repositories that GitHub hosts). */
function blobId(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
