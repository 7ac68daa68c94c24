import type { Clock } from "../../runtime/index.ts";
import type { GitHub } from "../github/client.ts";
import { troubleOf } from "../github/trouble.ts";
import { isOurs, type Ours } from "../ours.ts";

/** A branch of ours, held against the branch that it is for. */
export interface Branch {
  readonly sha: string;
  /** SHA of the newest commit that both have. */
  readonly mergeBase: string;
  /** Whether the other branch has commits that this one has not. */
  readonly behind: boolean;
  /** Whether it holds commits that are not ours. */
  readonly edited: boolean;
  /** `Proposal.identity` of what it holds; undefined where its last commit does not say. */
  readonly identity: string | undefined;
  /** What its commits say, without the trailers. */
  readonly commits: readonly Message[];
  /** Each file that it changes, by path, with the id of the blob; undefined where it deletes the file. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** What a commit says. */
export interface Message {
  readonly subject: string;
  readonly body: string;
}

/** Two commits, and whose branch it should be. */
interface Between {
  readonly base: string;
  readonly head: string;
  readonly item: string;
}

/**
 * Looks at a branch: two commits are compared, so that nothing moves meanwhile. One that has nothing in common with the
 * base was put there by somebody else.
 */
export async function readBranch(github: GitHub, between: Between, ours: Ours, clock: Clock): Promise<Branch> {
  try {
    return await compared(github, between, ours);
  } catch (error) {
    if (troubleOf(error, clock)?.kind !== "gone") throw error;
    const { head: sha, base: mergeBase } = between;
    return { sha, mergeBase, behind: false, edited: true, identity: undefined, commits: [], files: new Map() };
  }
}

async function compared(
  { octokit, repository }: GitHub,
  { base, head, item }: Between,
  { authors }: Ours,
): Promise<Branch> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
    ...repository,
    basehead: `${base}...${head}`,
  });
  const { commits, total_commits: total, files = [] } = data;
  const ours = commits.every((commit) => isOurCommit(commit, item, authors));
  return {
    sha: head,
    mergeBase: data.merge_base_commit.sha,
    behind: data.behind_by > 0,
    edited: !ours || total > commits.length, // we never write as many as GitHub cuts
    identity: trailer(commits.at(-1)?.commit.message ?? "", "Drift-Bot-Tree"),
    commits: commits.map(({ commit }) => messageFrom(commit.message)),
    files: new Map(
      files.map(({ filename, status, sha }) => [filename, status === "removed" ? undefined : (sha ?? undefined)]),
    ),
  };
}

/** GitHub tells no more files of a comparison. */
export const mostFiles = 300;

interface Commit {
  readonly commit: {
    readonly message: string;
    readonly author: Signature | null;
    readonly committer: Signature | null;
  };
  readonly author: object | null;
  readonly committer: object | null;
}

interface Signature {
  readonly email?: string | undefined;
}

/** A person who amends or rebases our commit stays out of the author, but not out of the committer. */
function isOurCommit({ commit, author, committer }: Commit, item: string, authors: readonly string[]): boolean {
  const known = [...authors, gitAuthor];
  const isBot = (login: string | undefined, email: string | undefined) =>
    isOurs(login, known) || isOurs(noReply.exec(email ?? "")?.[1], known);
  const signed = loginOf(committer) === "web-flow" || /^noreply@/.test(commit.committer?.email ?? "");
  return (
    trailer(commit.message, "Drift-Bot-Id") === item &&
    isBot(loginOf(author), commit.author?.email) &&
    (signed || isBot(loginOf(committer), commit.committer?.email))
  );
}

/** Who commits with git, whatever account the token belongs to. */
const gitAuthor = "github-actions[bot]";

/** GitHub's address for who keeps theirs private: `1234+login@users.noreply.github.com`, or of another host on GHES. */
const noReply = /^(?:\d+\+)?([^@]+)@users\.noreply\./;

function loginOf(account: object | null): string | undefined {
  return account !== null && "login" in account && typeof account.login === "string" ? account.login : undefined;
}

function trailer(message: string, name: string): string | undefined {
  return new RegExp(`^${name}: (\\S+)$`, "m").exec(message)?.[1];
}

function messageFrom(message: string): Message {
  const [subject = "", ...rest] = message.split("\n");
  return {
    subject,
    body: rest
      .filter((line) => !/^Drift-Bot-\w+: /.test(line))
      .join("\n")
      .trim(),
  };
}
