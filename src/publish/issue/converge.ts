import { comment } from "../comment.ts";
import type { Desk } from "../desk.ts";
import { setback } from "../github/setback.ts";
import { tooFewRequestsLeft } from "../github/spare.ts";
import type { Action, Close, Comment, Create, Ending, IssueOutcome, Plan, Reopen, Update } from "../publication.ts";
import { lookup } from "./lookup.ts";
import { splice } from "./marker.ts";
import { type Item, observe } from "./observe.ts";
import { closeDuplicate } from "./plan.ts";
import { type Changes, changeIssue, openIssue, readIssue } from "./write.ts";

/** How one action went. */
interface Result {
  readonly ending: Ending;
  readonly url?: string;
  readonly number?: number;
  readonly isDuplicate?: true;
  /** Set where all later actions would end the same way. */
  readonly halts?: boolean;
}

/**
 * Carries out a plan, one action at a time, each read afresh and written whole, so that a run can be cut short anywhere.
 * What stops one action does not stop the others, unless it would stop them too.
 */
export async function converge({ actions }: Plan, desk: Desk): Promise<IssueOutcome[]> {
  const outcomes: IssueOutcome[] = [];
  let halted: Ending | undefined;
  for (const action of actions) {
    if (action.do !== "none") halted ??= tooFewRequestsLeft(desk);
    const { ending, url, number, isDuplicate, halts } = await result(action, halted, desk);
    if (halts) halted = ending;
    outcomes.push({
      ...{ ...action, ending },
      ...(url === undefined ? {} : { url }),
      ...(number === undefined ? {} : { number }),
      ...(isDuplicate && { isDuplicate }),
    });
  }
  return outcomes;
}

async function result(action: Action, halted: Ending | undefined, desk: Desk): Promise<Result> {
  if (action.do === "none") return { ending: "done" };
  if (halted !== undefined) return { ending: halted };
  try {
    return action.do === "create" ? await create(action, desk) : await change(action, desk);
  } catch (error) {
    const met = setback(error, action.name, desk.runtime);
    if (met === undefined) throw error;
    desk.note(met.note);
    return met;
  }
}

/** Opens the issue; of two runs that overlap, both then see both issues, and keep the same one. */
async function create(action: Create, desk: Desk): Promise<Result> {
  const opened = await openIssue(desk, action);
  if (desk.runtime.signal.aborted) return { ending: "done", ...opened }; // the next run finds what another has opened
  const { item, duplicates } = lookup(await observe(desk.github, desk.ours), { id: action.item, title: action.title });
  for (const duplicate of duplicates) {
    await change(
      closeDuplicate({ id: action.item, name: action.name }, duplicate, item?.number ?? opened.number),
      desk,
    );
  }
  const isDuplicate = duplicates.some(({ number }) => number === opened.number);
  return { ending: "done", ...opened, ...(isDuplicate && { isDuplicate }) };
}

/**
 * Says what is to be said, then writes marker and text in one request. The marker comes last, so a run that was cut
 * short between the two does both again, and finds its comment.
 */
async function change(action: Update | Comment | Close | Reopen, desk: Desk): Promise<Result> {
  const { number } = action.target;
  const issue = await readIssue(desk, number);
  const body = issue && asPlanned(issue, action) ? splice(issue.body, action.marker, action.block) : undefined;
  if (body === undefined) {
    const why = issue ? "changed while this ran; the next run looks again" : "was deleted or transferred";
    desk.note({ level: "warning", text: `#${number}, the issue of ${action.name}, ${why}.` });
    return { ending: "dropped" };
  }
  if (action.comment !== undefined)
    await comment(desk, number, `id=${action.item} rev=${action.marker.rev}`, action.comment);
  return { ending: "done", url: await changeIssue(desk, number, changes(action, body)) };
}

/** Whether it is still as it was when the plan was made: as open, and not written by another run. */
function asPlanned({ open, marker }: Item, action: Update | Comment | Close | Reopen): boolean {
  return open === (action.do !== "reopen") && (marker?.rev ?? 0) === action.marker.rev - 1;
}

function changes(action: Update | Comment | Close | Reopen, body: string): Changes {
  const written = { body, ...(action.title === undefined ? {} : { title: action.title }) };
  if (action.do === "close") return { ...written, state: "closed", state_reason: action.stateReason };
  return action.do === "reopen" ? { ...written, state: "open", state_reason: "reopened" } : written;
}
