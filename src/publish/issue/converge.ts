import { comment } from "../comment.ts";
import type { Desk } from "../desk.ts";
import { setback } from "../github/setback.ts";
import { inTurn } from "../in-turn.ts";
import type { Close, Comment, Create, IssueOutcome, Plan, Reopen, Update } from "../publication.ts";
import { lookup } from "./lookup.ts";
import { splice } from "./marker.ts";
import { type Item, observe } from "./observe.ts";
import { closeDuplicate } from "./plan.ts";
import { type Changes, changeIssue, openIssue, readIssue } from "./write.ts";

type Result = Pick<IssueOutcome, "ending" | "url" | "number" | "isDuplicate">;

/** Carries out a plan, each action read afresh and written whole, so that a run can be cut short anywhere. */
export async function converge({ actions }: Plan, desk: Desk): Promise<IssueOutcome[]> {
  return inTurn(
    actions,
    (action) => (action.do === "create" ? create(action, desk) : change(action, desk)),
    setback,
    desk,
  );
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
