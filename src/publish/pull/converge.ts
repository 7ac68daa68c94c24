import { comment } from "../comment.ts";
import type { Desk } from "../desk.ts";
import { inTurn } from "../in-turn.ts";
import { isOurs } from "../ours.ts";
import type { Note, PullOutcome } from "../publication.ts";
import type {
  ClosePull,
  CommentPull,
  DeleteBranch,
  OpenPull,
  PullAction,
  PullEdit,
  Push,
  UpdatePull,
} from "./action.ts";
import { readBranch } from "./branch.ts";
import { compareUrl } from "./link.ts";
import { splice } from "./marker.ts";
import { type Pull, readPull } from "./observe.ts";
import { deleteBranch, readHead } from "./refs.ts";
import { pullSetback } from "./setback.ts";
import { LeaseError, type Way } from "./way.ts";
import { addLabel, changePull, openPull, type PullChanges, removeLabel, setDraft } from "./write.ts";

/** What writing pull requests needs beside what writing issues does. */
export interface PullDesk extends Desk {
  readonly way: Way;
}

type Result = Pick<PullOutcome, "ending" | "url" | "number" | "compareUrl" | "verified">;

/**
 * Carries out the steps. The branch comes first, then what is said of it, and the marker last: a run that was cut short
 * anywhere is resumed by the next.
 */
export async function convergePulls(actions: readonly PullAction[], desk: PullDesk): Promise<PullOutcome[]> {
  return inTurn(actions, (action) => carryOut(action, desk), pullSetback, desk);
}

function carryOut(action: Exclude<PullAction, { do: "none" }>, desk: PullDesk): Promise<Result> {
  switch (action.do) {
    case "create":
      return open(action, desk);
    case "delete":
      return remove(action, desk);
    default:
      return change(action, desk);
  }
}

async function open(action: OpenPull, desk: PullDesk): Promise<Result> {
  const pushed = action.push ? await push(action, action.push, desk) : {};
  const opened = await openPull(desk, action);
  if (opened !== "not-allowed") return { ending: "done", ...pushed, ...opened };
  const url = compareUrl(desk.runtime.env, desk.github.repository, action);
  desk.note(notAllowed(action, url));
  return { ending: "refused", ...pushed, ...(url === undefined ? {} : { compareUrl: url }) };
}

function notAllowed({ branch }: OpenPull, url: string | undefined): Note {
  return {
    level: "warning",
    text: `GitHub does not let this token open pull requests. What one would hold is on the branch ${branch}${url ? `: ${url}` : "."}`,
    todo: "allow it in the settings of the repository or the organisation: Actions, General, Allow GitHub Actions to create and approve pull requests",
  };
}

/** Pushes; where another run has just pushed the same, that is as good. */
async function push(
  { item, branch }: PullAction,
  order: Push,
  { github, ours, runtime, way }: PullDesk,
): Promise<Pick<Result, "verified">> {
  try {
    const { verified } = await way.write({ expected: undefined, ...order, branch, item });
    return verified === undefined ? {} : { verified };
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    const head = await readHead(github, runtime, branch);
    const now = head && (await readBranch(github, { base: order.base, head, item }, ours, runtime.clock));
    if (!now || now.edited || now.identity !== order.identity) throw error;
    return {};
  }
}

async function change(action: UpdatePull | CommentPull | ClosePull, desk: PullDesk): Promise<Result> {
  const { number } = action.target;
  const pushed = action.push ? await push(action, action.push, desk) : {};
  if (action.unlabel !== undefined) await removeLabel(desk, number, action.unlabel);
  const { pull, id, url, author } = await readPull(desk.github, number);
  const body = isAsPlanned(pull, action) && isOurs(author, desk.ours.authors) ? bodyOf(pull, action) : undefined;
  if (body === undefined) {
    const text = `#${number}, the pull request of ${action.name}, changed while this ran; the next run looks again.`;
    desk.note({ level: "warning", text });
    return { ending: "dropped", ...pushed };
  }
  if (action.label !== undefined) await addLabel(desk, number, action.label);
  if (action.comment !== undefined && action.marker) {
    await comment(desk, number, `id=${action.item} rev=${action.marker.rev}`, action.comment);
  }
  if (action.draft !== undefined) await setDraft(desk, id, action.draft);
  const changes = changesOf(action, body);
  if (action.marker) await changePull(desk, number, changes);
  if (action.do === "close" && action.remove) {
    await deleteBranch(desk.github, desk.runtime, action.branch, action.remove);
  }
  return { ending: "done", url, ...pushed };
}

async function remove({ branch, remove: expected }: DeleteBranch, { github, runtime }: PullDesk): Promise<Result> {
  if (!(await deleteBranch(github, runtime, branch, expected))) throw new LeaseError(branch);
  return { ending: "done" };
}

/** Whether it is still as it was when the plan was made: open, and not written by another run. */
function isAsPlanned({ open: isOpen, marker: now }: Pull, { marker }: PullEdit): boolean {
  return isOpen && (marker === undefined || (now?.rev ?? 0) === marker.rev - 1);
}

function bodyOf({ body }: Pull, { marker, block }: PullEdit): string | undefined {
  return marker === undefined ? body : splice(body, marker, block);
}

function changesOf(action: UpdatePull | CommentPull | ClosePull, body: string): PullChanges {
  const written = { body, ...(action.title === undefined ? {} : { title: action.title }) };
  return action.do === "close" ? { ...written, state: "closed" } : written;
}
