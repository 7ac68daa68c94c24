import { blockBudget, bodyBudget } from "../managed.ts";
import type { Action, Create, Edit, None } from "../publication.ts";
import { allAccepted, ignored, newlyBreaking, settled, takenApart, worsened } from "./comments.ts";
import { added, type Found, graver, gravest, overlap, setHash, shortHash, union } from "./found.ts";
import type { Marker } from "./marker.ts";
import type { Item } from "./observe.ts";
import { firstMarker, type Remembered, remembered } from "./remembered.ts";
import { speeches } from "./speech.ts";
import type { Wanted } from "./wanted.ts";

/** What is the same for all items of one run. */
export interface Night {
  /** Date (UTC), as `2026-01-02`. */
  readonly today: string;
  readonly closeAfter: number;
  readonly maxNewIssues: number;
  /** The page of the run, for comments that close. */
  readonly runUrl: string | undefined;
}

/** A person who puts this on an issue wants to hear no more of it. */
const ignoreLabel = "drift:ignore";

/** The one step that an item needs tonight. */
export function decide(wanted: Wanted, item: Item | undefined, night: Night): Action {
  if (item === undefined) return whileAbsent(wanted);
  const past = remembered(item, wanted.id);
  return item.open ? whileOpen(wanted, item, past, night) : whileClosed(wanted, item, past);
}

function whileAbsent(wanted: Wanted): Create | None {
  const { outcome, found, complete, render, subject, pull = "" } = wanted;
  if (outcome !== "drift") return none(wanted, undefined, speeches[subject].rests[outcome]);
  return {
    ...named(wanted),
    do: "create",
    reason: speeches[subject].opens,
    level: wanted.level,
    title: wanted.title,
    marker: { ...firstMarker(wanted.id, wanted.title), set: setHash(found), render, partial: !complete, pull, rev: 1 },
    block: wanted.block(found, bodyBudget),
    assignees: wanted.assignees,
  };
}

function whileOpen(wanted: Wanted, item: Item, past: Remembered, night: Night): Action {
  const ignoring = item.labels.includes(ignoreLabel);
  const { rests } = speeches[wanted.subject];
  if (wanted.outcome === "unknown") return none(wanted, item, rests.unknown);
  // Closed by us and open again: a person's will, which only new drift outweighs.
  if (past.marker.state === "closed" && (ignoring || wanted.outcome !== "drift")) {
    return none(wanted, item, "a person reopened it");
  }
  if (wanted.outcome === "clean") return whileClean(wanted, item, past, night);
  const close = {
    ...named(wanted),
    do: "close",
    stateReason: "not_planned",
    ...edit(item, past, { state: "closed" }),
  } as const;
  if (wanted.outcome === "accepted") {
    return { ...close, reason: rests.accepted, comment: allAccepted(night.runUrl) };
  }
  if (ignoring) {
    return { ...close, reason: `labelled ${ignoreLabel}`, comment: ignored(wanted, ignoreLabel, night.runUrl) };
  }
  return whileDrifting(wanted, item, past);
}

function whileClean(wanted: Wanted, item: Item, past: Remembered, { today, runUrl, ...night }: Night): Action {
  // It was checked, or the new pin was merged: there is nothing to wait for.
  const closeAfter = wanted.subject === "unchecked" || wanted.merged ? 1 : night.closeAfter;
  const clean = past.marker.clean + 1;
  const counted = { clean, "clean-since": past.marker["clean-since"] || today };
  if (clean < closeAfter) {
    const reason = `clean night ${clean} of ${closeAfter}`;
    return { ...named(wanted), do: "update", reason, ...edit(item, past, counted) };
  }
  return {
    ...named(wanted),
    do: "close",
    reason: `clean night ${clean} of ${closeAfter}`,
    stateReason: "completed",
    comment: settled(wanted, clean, runUrl),
    ...edit(item, past, { ...counted, state: "closed", reopened: false }),
  };
}

function whileDrifting(wanted: Wanted, item: Item, past: Remembered): Action {
  const news = newsOf(wanted, past);
  const changed =
    news.changed || past.adopted || past.marker.state === "closed" || (past.marker.detached && item.block === "whole");
  if (changed && isTakenApart(item, past)) return whileTakenApart(wanted, item, past);
  if (changed) {
    const comment = news.worse ? { comment: worsened(news.before, wanted) } : {};
    return { ...named(wanted), do: "update", reason: news.reason, ...telling(wanted, item, past, news), ...comment };
  }
  const retitled = retitle(wanted, item, past);
  if (past.marker.clean === 0 && retitled === undefined) return none(wanted, item, "nothing changed");
  const reason = retitled ? "the title is out of date" : "it drifts again before it was closed";
  return { ...named(wanted), do: "update", reason, ...edit(item, past, unclean, retitled) };
}

function whileTakenApart(wanted: Wanted, item: Item, past: Remembered): Action {
  if (past.marker.detached) return none(wanted, item, "a person took the text apart");
  return {
    ...named(wanted),
    do: "comment",
    reason: "the markers around the text are incomplete",
    comment: takenApart(),
    ...edit(item, past, { ...unclean, detached: true }),
  };
}

function whileClosed(wanted: Wanted, item: Item, past: Remembered): Action {
  const { rests, reopens, backAgain, stillPresent } = speeches[wanted.subject];
  if (wanted.outcome !== "drift") return none(wanted, item, rests[wanted.outcome]);
  if (item.labels.includes(ignoreLabel)) return none(wanted, item, `labelled ${ignoreLabel}`);
  const news = newsOf(wanted, past);
  const reopen = (reason: string, comment: string, reopened = past.marker.reopened): Action => {
    return { ...named(wanted), do: "reopen", reason, comment, ...telling(wanted, item, past, news, { reopened }) };
  };
  if (past.marker.state === "closed") return reopen(reopens, backAgain);
  if (isTakenApart(item, past)) return none(wanted, item, "a person took the text apart and closed it");
  if (isMuted(item, past.marker)) {
    if (news.added.breaking.length === 0) return none(wanted, item, "a person closed it, and nothing new breaks");
    return reopen("new breaking drift", newlyBreaking(news.before, wanted));
  }
  return overlap(news.before, wanted.found)
    ? reopen("closed as completed, but still present", stillPresent, true)
    : reopen(reopens, backAgain);
}

/** Whether our part is no longer there to be replaced, though the marker says that it should be. */
function isTakenApart({ block }: Item, { adopted }: Remembered): boolean {
  return block !== "whole" && !adopted;
}

/** Whether a person's closing means "not again": any reason but completed, or completed for the second time. */
function isMuted({ stateReason }: Item, { reopened }: Marker): boolean {
  return reopened || (stateReason !== "completed" && stateReason !== null);
}

interface News {
  /** What was told before. Where a person removed that, all of it counts as told. */
  readonly before: Found;
  /** What is to be told now: on a night that could not check everything, also what was only not seen. */
  readonly known: Found;
  readonly added: Found;
  readonly changed: boolean;
  readonly worse: boolean;
  readonly reason: string;
}

function newsOf({ found, complete, render, pull = "" }: Wanted, { marker, found: told }: Remembered): News {
  const before = told ?? found;
  const known = complete ? found : union(before, found);
  const hidden = setHash(known) !== setHash(found);
  const fresh = added(before, found);
  const same = setHash(known) === marker.set;
  return {
    before,
    known,
    added: fresh,
    changed: !same || (!hidden && render !== marker.render) || (marker.partial && complete) || pull !== marker.pull,
    worse: fresh.breaking.length > 0 || graver(gravest(found), gravest(before)),
    reason: same ? "the same drift reads differently" : "the findings changed",
  };
}

/** The edit that makes an issue tell of tonight's drift. */
function telling(wanted: Wanted, item: Item, past: Remembered, { known }: News, more: Partial<Marker> = {}): Edit {
  const { complete, render, pull = "" } = wanted;
  const detached = item.block === "broken" && past.marker.detached;
  const told = { ...unclean, set: setHash(known), render, state: "open", partial: !complete, detached, pull } as const;
  const block = item.block === "broken" ? {} : { block: wanted.block(known, blockBudget(item.body)) };
  return { ...edit(item, past, { ...told, ...more }, retitle(wanted, item, past)), ...block };
}

const unclean = { "clean-since": "", clean: 0 } as const;

/** The wanted title, where ours is out of date and no person has changed it. */
function retitle({ title }: Wanted, item: Item, { marker }: Remembered): string | undefined {
  return item.title !== title && shortHash(item.title) === marker.title ? title : undefined;
}

function edit({ number }: Item, { marker }: Remembered, changes: Partial<Marker>, title?: string): Edit {
  const titled = title === undefined ? {} : { title: shortHash(title) };
  return {
    target: { kind: "issue", number },
    marker: { ...marker, ...changes, ...titled, rev: marker.rev + 1 },
    ...(title === undefined ? {} : { title }),
  };
}

function none(wanted: Wanted, item: Item | undefined, reason: string): None {
  const target = item && { target: { kind: "issue", number: item.number } as const };
  return { ...named(wanted), do: "none", reason, ...target };
}

function named({ id, name }: Wanted): { readonly item: string; readonly name: string } {
  return { item: id, name };
}
