import type { Desk } from "../desk.ts";
import { once } from "../github/once.ts";
import { troubleOf } from "../github/trouble.ts";
import { ensureLabel } from "../label.ts";
import { isOurs } from "../ours.ts";
import type { CloseReason, Create, Note } from "../publication.ts";
import { lookup } from "./lookup.ts";
import { readMarker, writeMarker } from "./marker.ts";
import { type Item, itemOf, observe } from "./observe.ts";

/** What a change sets on an issue. Absent members stay as they are. */
export interface Changes {
  readonly title?: string;
  readonly body: string;
  readonly state?: "open" | "closed";
  readonly state_reason?: CloseReason | "reopened";
}

/** An issue, as it is now; undefined where it was deleted, or moved to another repository. */
export async function readIssue({ github, runtime }: Desk, number: number): Promise<Item | undefined> {
  const { octokit, repository } = github;
  try {
    const { status, data } = await octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      ...repository,
      issue_number: number,
      request: { redirect: "manual" }, // a transferred issue is another repository's, and is not followed there
    });
    return status === 200 ? itemOf(data) : undefined;
  } catch (error) {
    if (troubleOf(error, runtime.clock)?.kind === "gone") return undefined;
    throw error;
  }
}

/** Changes an issue. Returns its page. */
export async function changeIssue({ github, runtime }: Desk, number: number, changes: Changes): Promise<string> {
  const send = async (sent: Changes) => {
    const route = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";
    const { data } = await github.octokit.request(route, { ...github.repository, issue_number: number, ...sent });
    return data.html_url;
  };
  try {
    return await send(changes);
  } catch (error) {
    const unknown = troubleOf(error, runtime.clock)?.kind === "invalid" && changes.state_reason === "duplicate";
    if (!unknown) throw error;
    return send({ ...changes, state_reason: "not_planned" }); // an older GHES
  }
}

/** Opens an issue, or finds the one that another run has opened meanwhile. Returns its number and page. */
export async function openIssue(desk: Desk, action: Create): Promise<{ number: number; url?: string }> {
  const { octokit, repository } = desk.github;
  const isLabelled = await ensureLabel(desk);
  const open = isLabelled ? undefined : await openUnlabelled(desk, action);
  if (open) return open;
  const assignees = await assignable(desk, action.assignees);
  const send = async () => {
    const { data } = await octokit.request("POST /repos/{owner}/{repo}/issues", {
      ...repository,
      title: action.title,
      body: `${writeMarker(action.marker)}\n${action.block}\n`,
      labels: [desk.ours.label],
      assignees,
    });
    if (!itemOf(data).labels.includes(desk.ours.label)) desk.note(unlabelled(data.number, desk.ours.label));
    return { number: data.number, url: data.html_url };
  };
  return once(send, () => openedMeanwhile(desk, action), desk.runtime);
}

/**
 * An issue that a run before this one had to open without our label, so that no listing by label finds it. It is not kept
 * up to date, but not opened again either.
 */
async function openUnlabelled(desk: Desk, { item }: Create): Promise<{ number: number; url: string } | undefined> {
  const { github, ours, note } = desk;
  for (const creator of ours.authors) {
    const issues = await github.octokit.paginate("GET /repos/{owner}/{repo}/issues", {
      ...github.repository,
      creator,
      per_page: 100,
    });
    const found = issues.find(
      ({ body, user }) => isOurs(user?.login, [creator]) && readMarker(body ?? "")?.id === item,
    );
    if (found === undefined) continue;
    note(unlabelled(found.number, ours.label));
    return { number: found.number, url: found.html_url };
  }
  return undefined;
}

/** Those whom GitHub lets us assign; for the others there is a warning, and the issue all the same. */
async function assignable({ github, runtime, note }: Desk, logins: readonly string[]): Promise<string[]> {
  const known: string[] = [];
  for (const assignee of logins.slice(0, mostAssignees)) {
    try {
      await github.octokit.request("GET /repos/{owner}/{repo}/assignees/{assignee}", {
        ...github.repository,
        assignee,
      });
      known.push(assignee);
    } catch (error) {
      const kind = troubleOf(error, runtime.clock)?.kind;
      if (kind !== "gone" && kind !== "forbidden") throw error;
      note({ level: "warning", text: `${assignee} owns this contract, but cannot be assigned in this repository.` });
    }
  }
  return known;
}

async function openedMeanwhile(desk: Desk, { item: id, title }: Create): Promise<{ number: number } | undefined> {
  const { item } = lookup(await observe(desk.github, desk.ours), { id, title });
  return item && { number: item.number };
}

function unlabelled(number: number, label: string): Note {
  return {
    level: "error",
    text: `#${number} is open without the label ${label}, so no run keeps it up to date.`,
    todo: `add the label to #${number}, and give the token the permission issues: write`,
    lacks: "issues: write",
  };
}

/** GitHub refuses more. */
const mostAssignees = 10;
