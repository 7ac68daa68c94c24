import { bySeverity } from "../../policy/levels.ts";
import type { PullAction } from "./action.ts";
import { type Case, decide, hindrance } from "./decide.ts";

/**
 * The way from what GitHub holds of our pull requests to what they are to hold. A pure function. Contracts that have
 * none, and need none, are not in it. `admitted` are the items that there is room for.
 */
export function planPulls(cases: readonly Case[], admitted: ReadonlySet<string>): PullAction[] {
  return cases
    .filter(({ subject, sight }) => subject.proposal || sight.pull?.open || sight.head)
    .map((known) => decide(known, admitted.has(known.subject.id)))
    .sort(inOrder);
}

/** The contracts that get a pull request tonight, if nothing speaks against it: as many as there is room for. */
export function admittedOf(cases: readonly Case[]): Case[] {
  const open = cases.filter(({ sight }) => sight.pull?.open).length;
  const room = Math.max(0, (cases[0]?.night.maxOpenPrs ?? 0) - open);
  return cases
    .filter((known) => known.sight.base && !known.sight.pull?.open && hindrance(known) === undefined)
    .sort(byTurn)
    .slice(0, room);
}

/** A branch that is there already comes first: it waits for its pull request since an earlier night. */
function byTurn(one: Case, other: Case): number {
  const waits = ({ sight }: Case) => (sight.head === undefined ? 1 : 0);
  return waits(one) - waits(other) || bySeverity(one.subject, other.subject);
}

function inOrder(one: PullAction, other: PullAction): number {
  if (one.do === "create" && other.do === "create") return bySeverity(one, other);
  return turns[one.do] - turns[other.do];
}

/** If GitHub's limits end a run early, what settles things has been said before what opens new ones. */
const turns: Readonly<Record<PullAction["do"], number>> = {
  close: 0,
  delete: 0,
  update: 1,
  comment: 1,
  create: 2,
  none: 3,
};
