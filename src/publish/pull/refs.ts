import type { Runtime } from "../../runtime/index.ts";
import type { GitHub } from "../github/client.ts";
import { GraphQLError } from "../github/graphql.ts";
import { once } from "../github/once.ts";
import { isRequestError, troubleOf } from "../github/trouble.ts";
import { refusalOf } from "./refusal.ts";
import { LeaseError, RefusedError } from "./way.ts";

/**
 * Points a branch at a commit, if it is still at `expected`; where that is undefined, it must not exist.
 * @throws LeaseError where somebody moved it, RefusedError where the repository does not let us
 */
export async function moveBranch(
  github: GitHub,
  runtime: Runtime,
  { branch, expected, sha }: { readonly branch: string; readonly expected: string | undefined; readonly sha: string },
): Promise<void> {
  if (expected === sha) return;
  const move = expected === undefined ? () => create(github, branch, sha) : () => update(github, branch, expected, sha);
  // The answer may have been lost: then the branch is where it should be.
  const isThere = async () => (await readHead(github, runtime, branch)) === sha || undefined;
  try {
    await once(move, isThere, runtime);
  } catch (cause) {
    const refusal = refusalOf(cause);
    if (refusal) throw new RefusedError(refusal, { cause });
    if (!isAnswer(cause)) throw cause;
    const now = await readHead(github, runtime, branch);
    if (now === sha) return;
    if (now !== expected) throw new LeaseError(branch, { cause });
    throw cause;
  }
}

/** Where a branch is; undefined where there is none. */
export async function readHead({ octokit, repository }: GitHub, { clock }: Runtime, branch: string) {
  try {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
      ...repository,
      ref: `heads/${branch}`,
    });
    return data.object.sha;
  } catch (error) {
    if (troubleOf(error, clock)?.kind === "gone") return undefined;
    throw error;
  }
}

/** Deletes a branch that is still where it was when the plan was made. Says whether it is gone. */
export async function deleteBranch(github: GitHub, runtime: Runtime, branch: string, expected: string) {
  const now = await readHead(github, runtime, branch);
  if (now === undefined) return true;
  if (now !== expected) return false;
  const { octokit, repository } = github;
  try {
    await octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...repository, ref: `heads/${branch}` });
  } catch (error) {
    // Gone meanwhile: a repeated request after a lost answer finds nothing to delete.
    if (troubleOf(error, runtime.clock)?.kind !== "invalid") throw error;
    if ((await readHead(github, runtime, branch)) !== undefined) throw error;
  }
  return true;
}

async function create({ octokit, repository }: GitHub, branch: string, sha: string): Promise<true> {
  await octokit.request("POST /repos/{owner}/{repo}/git/refs", { ...repository, ref: `refs/heads/${branch}`, sha });
  return true;
}

/** REST cannot compare and swap; this can. */
async function update({ octokit, repository, graphql }: GitHub, branch: string, beforeOid: string, afterOid: string) {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
  const refUpdates = [{ name: `refs/heads/${branch}`, beforeOid, afterOid, force: true }];
  await graphql(updateRefs, { repositoryId: data.node_id, refUpdates });
  return true as const;
}

const updateRefs = `mutation ($repositoryId: ID!, $refUpdates: [RefUpdate!]!) {
  updateRefs(input: { repositoryId: $repositoryId, refUpdates: $refUpdates }) { clientMutationId }
}`;

/** Whether GitHub looked at the request and said no. */
function isAnswer(error: unknown): boolean {
  return error instanceof GraphQLError || (isRequestError(error) && error.status === 422);
}
