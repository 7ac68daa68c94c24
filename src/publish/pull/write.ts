import type { Desk } from "../desk.ts";
import { once } from "../github/once.ts";
import { isRequestError, troubleOf } from "../github/trouble.ts";
import type { OpenPull } from "./action.ts";
import { writeMarker } from "./marker.ts";
import { openFrom } from "./observe.ts";

/** What a change sets on a pull request. Absent members stay as they are. */
export interface PullChanges {
  readonly title?: string;
  readonly body: string;
  readonly state?: "closed";
}

/** A pull request that was opened, or that GitHub does not let this token open. */
export type Opened = { readonly number: number; readonly url: string } | "not-allowed";

/**
 * Opens a pull request, or finds the one that another run has opened meanwhile. The label comes after it, for GitHub
 * takes none with it: a run that dies in between leaves one that the next finds by its branch.
 */
export async function openPull(desk: Desk, action: OpenPull): Promise<Opened> {
  const { github, ours, runtime } = desk;
  const find = () => openFrom(github, ours, action.branch);
  try {
    const opened = await once(
      () => post(desk, action),
      async () => found(await find()),
      runtime,
    );
    await addLabel(desk, opened.number, ours.label);
    return opened;
  } catch (error) {
    if (isRequestError(error) && error.status === 403 && /not permitted to create or approve/i.test(error.message)) {
      return "not-allowed";
    }
    const existing = isRequestError(error) && error.status === 422 ? found(await find()) : undefined;
    if (existing === undefined) throw error;
    await addLabel(desk, existing.number, ours.label);
    return existing;
  }
}

/** Changes a pull request. */
export async function changePull({ github }: Desk, number: number, changes: PullChanges): Promise<void> {
  const route = "PATCH /repos/{owner}/{repo}/pulls/{pull_number}";
  await github.octokit.request(route, { ...github.repository, pull_number: number, ...changes });
}

/** Adding a label that is there already changes nothing, so this may be repeated. */
export async function addLabel({ github, runtime }: Desk, number: number, label: string): Promise<void> {
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
  const send = async () => {
    await github.octokit.request(route, { ...github.repository, issue_number: number, labels: [label] });
  };
  await once(send, async () => undefined, runtime);
}

export async function removeLabel({ github, runtime }: Desk, number: number, name: string): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}";
  try {
    await github.octokit.request(route, { ...github.repository, issue_number: number, name });
  } catch (error) {
    if (troubleOf(error, runtime.clock)?.kind !== "gone") throw error; // a person was faster
  }
}

/** Makes it a draft, or ready for review; `id` is GraphQL's. A second time changes nothing. */
export async function setDraft({ github }: Desk, id: string, draft: boolean): Promise<void> {
  await github.graphql(draft ? toDraft : toReady, { id });
}

const toDraft = `mutation ($id: ID!) {
  convertPullRequestToDraft(input: { pullRequestId: $id }) { clientMutationId }
}`;
const toReady = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId }
}`;

async function post(desk: Desk, action: OpenPull) {
  try {
    return await send(desk, action, action.marker.draft);
  } catch (error) {
    // Private repositories of the free plan have no drafts.
    if (!isRequestError(error) || !/draft pull requests are not supported/i.test(error.message)) throw error;
    return send(desk, action, false);
  }
}

async function send({ github }: Desk, { title, marker, block, branch, base }: OpenPull, draft: boolean) {
  const { data } = await github.octokit.request("POST /repos/{owner}/{repo}/pulls", {
    ...github.repository,
    ...{ title, base, draft, head: branch },
    body: `${writeMarker(marker)}\n${block}\n`,
  });
  return { number: data.number, url: data.html_url };
}

function found(open: Awaited<ReturnType<typeof openFrom>>) {
  return open && { number: open.pull.number, url: open.url };
}
