import type { Runtime } from "../../runtime/index.ts";
import type { GitHub } from "../github/client.ts";
import type { ProposedCommit, ProposedFile } from "../proposal.ts";
import { moveBranch } from "./refs.ts";
import { messageOf, type Order, requireWritable, type Way, type Written } from "./way.ts";

/**
 * Commits through GitHub's API, which signs for bots because no author is named. Blobs, trees and commits are named by
 * what they hold, and nothing points at them until the branch does: those requests may be repeated. The branch moves in
 * one step, and only if it is where it was.
 */
export function wayByApi(github: GitHub, runtime: Runtime): Way {
  return {
    async write(order) {
      requireWritable(order);
      const made = await commitAll(github, order);
      await moveBranch(github, runtime, { ...order, sha: made.sha });
      return made;
    },
  };
}

async function commitAll(github: GitHub, order: Order): Promise<Written> {
  const { octokit, repository } = github;
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...repository,
    commit_sha: order.base,
  });
  let parent = { sha: order.base, tree: data.tree.sha };
  let verified = true;
  for (const commit of order.commits) {
    const made = await commitOne(github, commit, parent, order);
    verified &&= made.verified;
    parent = made;
  }
  return { sha: parent.sha, verified };
}

async function commitOne(
  github: GitHub,
  commit: ProposedCommit,
  parent: { readonly sha: string; readonly tree: string },
  order: Order,
) {
  const tree = await treeOf(github, commit.files, parent.tree);
  const { octokit, repository } = github;
  const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/commits", {
    ...repository,
    message: messageOf(commit, order),
    tree,
    parents: [parent.sha],
  });
  return { sha: data.sha, tree, verified: data.verification?.verified === true };
}

/** A tree is made in pieces, each on the one before: GitHub gives up on big ones. */
async function treeOf(github: GitHub, files: readonly ProposedFile[], base: string): Promise<string> {
  let tree = base;
  for (let from = 0; from < files.length; from += mostEntries) {
    const piece: Awaited<ReturnType<typeof entryOf>>[] = [];
    for (const file of files.slice(from, from + mostEntries)) piece.push(await entryOf(github, file));
    const { data } = await github.octokit.request("POST /repos/{owner}/{repo}/git/trees", {
      ...github.repository,
      base_tree: tree,
      tree: piece,
    });
    tree = data.sha;
  }
  return tree;
}

async function entryOf({ octokit, repository }: GitHub, { path, text }: ProposedFile) {
  const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/blobs", {
    ...repository,
    content: Buffer.from(text, "utf8").toString("base64"),
    encoding: "base64",
  });
  return { path, mode: "100644", type: "blob", sha: data.sha } as const;
}

const mostEntries = 100;
