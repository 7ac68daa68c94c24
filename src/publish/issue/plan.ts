import { levels } from "../../config/level.ts";
import { bySeverity } from "../../policy/levels.ts";
import type { Action, Close, Create, None, Plan } from "../publication.ts";
import { duplicateOf } from "./comments.ts";
import { decide, type Night } from "./decide.ts";
import { shortHash } from "./found.ts";
import { lookup } from "./lookup.ts";
import type { Item } from "./observe.ts";
import { overview, overviewOf } from "./overview.ts";
import { remembered } from "./remembered.ts";
import type { Wanted } from "./wanted.ts";

/**
 * The way from what GitHub holds to what the report says. A pure function, so a plan can be made, read and tested
 * without GitHub. Issues that the report does not speak of stay as they are.
 */
export function plan(wanted: readonly Wanted[], items: readonly Item[], night: Night): Plan {
  const actions = wanted.filter((one) => isWorthTelling(one, items)).flatMap((one) => actionsFor(one, items, night));
  const waiting = new Set<Action>(actions.filter(isCreate).sort(bySeverity).slice(night.maxNewIssues));
  const admitted = actions.map((action) => (waiting.has(action) ? wait(action, night) : action));
  const waitingItems = new Set([...waiting].map(({ item }) => item));
  return { actions: [...admitted, ...overviewActions(wanted, waitingItems, items, night)].sort(inOrder) };
}

/** What the overview needs: opened when the first contract has to wait, settled like any other item when none does. */
function overviewActions(
  wanted: readonly Wanted[],
  waiting: ReadonlySet<string>,
  items: readonly Item[],
  night: Night,
): Action[] {
  const { item } = lookup(items, overview);
  const waitingContracts = wanted.filter(({ id, subject }) => subject === "contract" && waiting.has(id));
  if (waitingContracts.length === 0 && item === undefined) return [];
  const reported = new Set(wanted.map(({ id }) => shortHash(id)));
  const told = levels.flatMap((level) => item?.found?.[level] ?? []);
  // A run for some vendors only does not know what became of the others.
  const complete = wanted.every((one) => one.complete) && told.every((id) => reported.has(id));
  return actionsFor(overviewOf(waitingContracts, complete), items, night);
}

/** Nobody asks why a contract that could be checked has no issue that says the opposite. */
function isWorthTelling(wanted: Wanted, items: readonly Item[]): boolean {
  return wanted.subject !== "unchecked" || wanted.outcome === "drift" || lookup(items, wanted).item !== undefined;
}

function actionsFor(wanted: Wanted, items: readonly Item[], night: Night): Action[] {
  const { item, duplicates } = lookup(items, wanted);
  const kept = item?.number ?? 0;
  return [...duplicates.map((duplicate) => closeDuplicate(wanted, duplicate, kept)), decide(wanted, item, night)];
}

/** Closes what is a second issue of the same item. */
export function closeDuplicate(wanted: Pick<Wanted, "id" | "name">, item: Item, kept: number): Close {
  const { marker } = remembered(item, wanted.id);
  return {
    do: "close",
    item: wanted.id,
    name: wanted.name,
    reason: `#${kept} tells the same`,
    target: { kind: "issue", number: item.number },
    marker: { ...marker, state: "closed", rev: marker.rev + 1 },
    stateReason: "duplicate",
    comment: duplicateOf(kept),
  };
}

function wait({ item, name }: Action, { maxNewIssues }: Night): None {
  return {
    do: "none",
    item,
    name,
    reason: `not more than ${maxNewIssues} new issues in one run`,
  };
}

function isCreate(action: Action): action is Create {
  return action.do === "create";
}

function inOrder(one: Action, other: Action): number {
  if (one.do === "create" && other.do === "create") return bySeverity(one, other);
  return turns[one.do] - turns[other.do];
}

/** If GitHub's limits end a run early, what settles things has been said before what opens new ones. */
const turns: Readonly<Record<Action["do"], number>> = {
  close: 0,
  reopen: 1,
  update: 1,
  comment: 1,
  create: 2,
  none: 3,
};
