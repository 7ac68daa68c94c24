import { takenApart } from "../issue/comments.ts";
import { shortHash } from "../issue/found.ts";
import { blockBudget, bodyBudget } from "../managed.ts";
import type { Proposal } from "../proposal.ts";
import type { ClosePull, LeavePull, PullAction, PullEdit, Push } from "./action.ts";
import { alreadyThere, edited, rebuildLabel, vanished, vanishedButEdited } from "./comments.ts";
import type { PullMarker } from "./marker.ts";
import { branchOf, titleOf } from "./name.ts";
import type { Base, Pull, Sight } from "./observe.ts";
import { type IssueState, needsPerson, type Subject } from "./subject.ts";
import { essence, isTicked, pullBlock, type Telling } from "./text.ts";

/** What is the same for all pull requests of one run. */
export interface PullNight {
  readonly label: string;
  readonly maxOpenPrs: number;
  /** The page of the run, for comments that close. */
  readonly runUrl: string | undefined;
}

/** All that one decision rests on. */
export interface Case {
  readonly subject: Subject;
  readonly sight: Sight;
  /** Undefined where the contract has no issue. */
  readonly issue: IssueState | undefined;
  readonly night: PullNight;
}

/** The one step that a contract's pull request needs tonight. `admitted`: whether there is room for one more. */
export function decide(known: Case, admitted: boolean): PullAction {
  const { subject, sight } = known;
  if (subject.outcome === "unknown") return leave(known, "it could not be checked: neither drift nor clean");
  if (sight.base === undefined) return leave(known, "the branch that it is for is gone");
  if (sight.pull?.open) return whileOpen(known, sight.pull, sight.base);
  if (subject.outcome !== "drift" || subject.proposal === undefined) return whileDone(known);
  return whileAbsent(known, subject.proposal, sight.base, admitted);
}

/** Why none may be opened, whatever room there is; undefined where one may. */
export function hindrance({ subject, sight, issue }: Case): string | undefined {
  if (subject.outcome !== "drift" || subject.proposal === undefined) return "there is nothing to propose";
  if (sight.pull && isRespected(subject, subject.proposal, sight.pull)) return `a person closed #${sight.pull.number}`;
  if (!issue?.open) return issue ? "its issue is closed" : "it has no issue yet";
  return sight.branch?.edited ? "somebody else committed to its branch" : undefined;
}

function whileAbsent(known: Case, proposal: Proposal, base: Base, admitted: boolean): PullAction {
  const { subject, sight, night, issue } = known;
  const why = hindrance(known);
  if (why !== undefined) return leave(known, why);
  if (!admitted) return leave(known, `not more than ${night.maxOpenPrs} pull requests are open at once`);
  if (sight.standing.holdsProposal) return whileDone(known, `${base.name} holds all of this already`);
  const { branch, head } = sight;
  const push = branch && isUpToDate(known, proposal) ? {} : { push: pushOf(proposal, base, head) };
  const telling = tellingOf(known, base, push.push ? proposal.commits : (branch?.commits ?? []));
  const title = titleOf(subject.name);
  return {
    ...named(known),
    do: "create",
    reason: openingReason(sight),
    level: subject.level,
    base: base.name,
    ...push,
    title,
    block: pullBlock(telling, bodyBudget),
    marker: {
      ...firstMarker(subject.id, title),
      ...held(proposal),
      render: shortHash(essence({ ...telling, issue: issue?.number })),
      draft: needsPerson(subject),
      rev: 1,
    },
  };
}

function openingReason({ pull, branch }: Sight): string {
  if (pull?.merged) return `#${pull.number} was merged, and drift remains`;
  if (pull?.marker?.state === "open") return `something else drifted than what #${pull.number} held`;
  if (pull) return `it drifted again after #${pull.number}`;
  return branch ? "its branch has no pull request yet" : "it drifted, and has no pull request yet";
}

/** A person who closes one refuses what it held: that, and what a night that saw less would make of it. */
function isRespected({ complete }: Subject, proposal: Proposal, { merged, marker }: Pull): boolean {
  if (merged || marker?.state !== "open") return false;
  return marker.tree === proposal.identity || (!complete && marker.contract === proposal.contract);
}

/** With no pull request open and none to be opened: a branch that nobody needs is deleted. */
function whileDone(known: Case, why?: string): PullAction {
  const { sight, issue, subject } = known;
  const { branch, pull } = sight;
  const isDone = why !== undefined || pull?.merged || (subject.outcome !== "drift" && !issue?.open);
  if (branch === undefined || branch.edited || !isDone) return leave(known, why ?? "there is nothing to propose");
  const reason = why ?? (pull?.merged ? `#${pull.number} was merged` : "nothing drifts any more");
  return { ...named(known), do: "delete", reason, remove: branch.sha };
}

function whileOpen(known: Case, pull: Pull, base: Base): PullAction {
  const { subject, sight } = known;
  const past = pull.marker ?? firstMarker(subject.id, pull.title);
  if (subject.outcome !== "drift") {
    return past.state === "open" ? whileSettling(known, pull, past, base) : leave(known, "a person reopened it");
  }
  if (subject.proposal === undefined) return leave(known, "there is nothing to propose");
  if (sight.standing.holdsProposal) return settled(known, pull, past, base);
  return whileDrifting(known, pull, past, base, subject.proposal);
}

function whileSettling(known: Case, pull: Pull, past: PullMarker, base: Base): PullAction {
  const { sight, issue, night } = known;
  if (sight.standing.holdsBranch) return settled(known, pull, past, base);
  if (issue?.open) return leave(known, "it waits until its issue closes");
  if (!sight.branch?.edited) {
    return closing(known, pull, past, "nothing drifts any more", "closed", vanished(night.runUrl));
  }
  if (past.said === "left") return leave(known, "nothing drifts any more, and somebody else committed to its branch");
  return {
    ...named(known),
    do: "comment",
    reason: "nothing drifts any more, and somebody else committed to its branch",
    comment: vanishedButEdited(night.runUrl),
    ...edit(pull, past, { said: "left" }),
  };
}

function settled(known: Case, pull: Pull, past: PullMarker, { name }: Base): ClosePull {
  const reason = `${name} holds all of this already`;
  return closing(known, pull, past, reason, "settled", alreadyThere(name, known.night.runUrl));
}

function closing(
  known: Case,
  pull: Pull,
  past: PullMarker,
  reason: string,
  state: "closed" | "settled",
  comment: string,
): ClosePull {
  const { branch } = known.sight;
  const remove = branch && !branch.edited ? { remove: branch.sha } : {};
  return { ...named(known), do: "close", reason, comment, ...edit(pull, past, { state }), ...remove };
}

function whileDrifting(known: Case, pull: Pull, past: PullMarker, base: Base, proposal: Proposal): PullAction {
  const { subject, sight } = known;
  const asked = pull.labels.includes(rebuildLabel) || isTicked(pull.body);
  if (sight.branch?.edited && !asked) return whileEdited(known, pull, past);
  const seesLess = !subject.complete && past.contract === proposal.contract && past.tree !== proposal.identity;
  if (seesLess && !asked) return leave(known, "tonight saw less of it, and the same contract is published");
  const why = whyPush(known, proposal, asked);
  return why === undefined
    ? whileUpToDate(known, pull, past, base, proposal, asked)
    : telling(known, pull, past, base, proposal, why, pushOf(proposal, base, sight.head));
}

function whileEdited(known: Case, pull: Pull, past: PullMarker): PullAction {
  const reason = "somebody else committed to its branch";
  if (past.said === "edited") return leave(known, reason);
  return { ...named(known), do: "comment", reason, comment: edited(), ...edit(pull, past, { said: "edited" }) };
}

/** Why its branch has to be made anew; undefined where it is as it should be. A base that only moved is no reason. */
function whyPush({ sight }: Case, proposal: Proposal, asked: boolean): string | undefined {
  const { branch, standing } = sight;
  if (branch === undefined) return "its branch is gone";
  if (asked && (branch.edited || branch.behind)) return "a person asked for it";
  if (standing.touched) return "our files were changed on the branch that it is for";
  return branch.identity === proposal.identity ? undefined : "something else drifted than what it held";
}

function isUpToDate(known: Case, proposal: Proposal): boolean {
  return whyPush(known, proposal, false) === undefined;
}

function whileUpToDate(
  known: Case,
  pull: Pull,
  past: PullMarker,
  base: Base,
  proposal: Proposal,
  asked: boolean,
): PullAction {
  const { subject, sight, night } = known;
  const told = tellingOf(known, base, sight.branch?.commits ?? []);
  const readsTheSame =
    pull.marker !== undefined &&
    past.tree === proposal.identity &&
    past.contract === proposal.contract &&
    (past.render === shortHash(essence(told)) || !subject.complete) &&
    past.state === "open" &&
    past.said === "" &&
    past.draft === needsPerson(subject) &&
    retitled(known, pull, past) === undefined &&
    !isTicked(pull.body);
  const reason = asked ? "a person asked for it" : "its text is out of date";
  if (!readsTheSame) return telling(known, pull, past, base, proposal, reason);
  const labels = relabelled(pull, night);
  if (Object.keys(labels).length === 0) return leave(known, "nothing changed");
  const target = { kind: "pull-request", number: pull.number } as const;
  return { ...named(known), do: "update", reason: asked ? reason : "its label is gone", target, ...labels };
}

/** The action that makes a pull request hold and tell what is proposed tonight. */
function telling(
  known: Case,
  pull: Pull,
  past: PullMarker,
  base: Base,
  proposal: Proposal,
  reason: string,
  push?: Push,
): PullAction {
  const { subject, sight, night } = known;
  const told = tellingOf(known, base, push ? proposal.commits : (sight.branch?.commits ?? []));
  const draft = needsPerson(subject);
  const isTakenApart = pull.block !== "whole" && pull.marker !== undefined;
  const changes = {
    ...held(proposal),
    render: shortHash(essence(told)),
    draft,
    state: "open",
    said: "",
    detached: isTakenApart,
  } as const;
  return {
    ...named(known),
    do: "update",
    reason,
    ...edit(pull, past, changes, retitled(known, pull, past)),
    ...(isTakenApart || pull.block === "broken" ? {} : { block: pullBlock(told, blockBudget(pull.body)) }),
    ...(isTakenApart && !past.detached ? { comment: takenApart() } : {}),
    // Where GitHub says otherwise than we left it, a person has decided, or a run of ours was cut short.
    ...(draft !== past.draft && pull.draft === past.draft ? { draft } : {}),
    ...relabelled(pull, night),
    ...(push ? { push } : {}),
  };
}

/** Ours comes back, without which no later run would find it; what asked for something is taken off. */
function relabelled({ labels }: Pull, { label }: PullNight): Pick<PullEdit, "label" | "unlabel"> {
  return {
    ...(labels.includes(label) ? {} : { label }),
    ...(labels.includes(rebuildLabel) ? { unlabel: rebuildLabel } : {}),
  };
}

function tellingOf({ subject, sight, issue }: Case, base: Base, commits: Telling["commits"]): Telling {
  const current = sight.pull?.open ? sight.pull.number : Number.POSITIVE_INFINITY;
  const follows = sight.numbers.filter((number) => number < current).at(-1);
  return { subject, base, issue: issue?.number, follows, commits };
}

function pushOf({ identity, commits }: Proposal, base: Base, head: string | undefined): Push {
  return { base: base.sha, ...(head === undefined ? {} : { expected: head }), identity, commits };
}

function held({ identity, contract }: Proposal): Pick<PullMarker, "tree" | "contract"> {
  return { tree: identity, contract };
}

/** The wanted title, where ours is out of date and no person has changed it. */
function retitled({ subject }: Case, { title: now }: Pull, { title }: PullMarker): string | undefined {
  const wanted = titleOf(subject.name);
  return now !== wanted && shortHash(now) === title ? wanted : undefined;
}

function firstMarker(id: string, title: string): PullMarker {
  return {
    id,
    kind: "pull",
    tree: "none",
    contract: "none",
    render: shortHash(""),
    title: shortHash(title),
    draft: false,
    state: "open",
    said: "",
    detached: false,
    rev: 0,
  };
}

function edit(
  { number }: Pull,
  marker: PullMarker,
  changes: Partial<PullMarker>,
  title?: string,
): PullEdit & { readonly marker: PullMarker } {
  return {
    target: { kind: "pull-request", number },
    marker: { ...marker, ...changes, ...(title === undefined ? {} : { title: shortHash(title) }), rev: marker.rev + 1 },
    ...(title === undefined ? {} : { title }),
  };
}

function leave(known: Case, reason: string): LeavePull {
  const { pull } = known.sight;
  const target = pull?.open ? { target: { kind: "pull-request", number: pull.number } as const } : {};
  return { ...named(known), do: "none", reason, ...target };
}

function named({ subject: { id, name } }: Case) {
  return { item: id, name, branch: branchOf(name) };
}
