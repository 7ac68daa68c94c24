import type { Operation } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { Asked } from "./asked.ts";
import { type Aspect, aspect } from "./aspect.ts";
import { seeBody } from "./body.ts";
import { isSameOperation } from "./operation.ts";
import type { Paper } from "./paper.ts";
import { seeRequest } from "./request.ts";
import { seeHeader, seeMediaType, seeOperation, seeStatus } from "./response.ts";
import type { Seen, Sight } from "./sight.ts";
import type { Testimony } from "./testimony.ts";

/** A change on paper, and everything that the answers say of it. */
export interface ObservedChange {
  readonly change: Change;
  readonly place: Aspect;
  readonly live: "published" | "pinned" | "neither" | "not-sampled";
  readonly sights: readonly Sight[];
}

/** Asks every answer of a change's operation about it. */
export function observe(changes: readonly Change[], testimonies: readonly Testimony[], paper: Paper): ObservedChange[] {
  const placed = changes.map((change) => ({ change, place: aspect(change) }));
  return placed.map(({ change, place }) => {
    const { operation } = change;
    const answers = testimonies.filter(({ sample }) => isOf(operation, sample.exchange.operation));
    if (operation === undefined || answers.length === 0) return { change, place, live: "not-sampled", sights: [] };
    const neighbours = placed.filter((other) => isOf(operation, other.change.operation)).map((other) => other.place);
    const sights = answers.flatMap((by) => {
      const seen = see({ change, operation, place, paper, neighbours }, by);
      return seen && !isPast(seen, by) ? [{ ...seen, by }] : [];
    });
    return { change, place, live: together(sights), sights };
  });
}

/** What was recorded before the vendor changed fits the pinned contract, and shows nothing of today. */
function isPast({ agrees }: Seen, { isRecorded }: Testimony): boolean {
  return isRecorded === true && agrees === "pinned";
}

function isOf(operation: Operation | undefined, other: Operation | undefined): boolean {
  return operation !== undefined && other !== undefined && isSameOperation(operation, other);
}

function see({ place, ...asked }: Asked, answer: Testimony): Seen | undefined {
  if (place.kind === "header" && answer.sample.gathered) return undefined; // shapes have none
  switch (place.kind) {
    case "operation":
      return seeOperation({ ...asked, place }, answer);
    case "request":
      return seeRequest({ ...asked, place }, answer);
    case "status":
      return seeStatus({ ...asked, place }, answer);
    case "media-type":
      return seeMediaType({ ...asked, place }, answer);
    case "header":
      return seeHeader({ ...asked, place }, answer);
    case "body":
      return seeBody({ ...asked, place }, answer);
    case "invisible":
      return undefined;
  }
}

/** A vendor that rolls out gives both kinds of answer: the new one has then reached us. */
function together(sights: readonly Sight[]): ObservedChange["live"] {
  const sides = new Set(sights.map(({ agrees }) => agrees));
  return (["neither", "published", "pinned"] as const).find((side) => sides.has(side)) ?? "not-sampled";
}
