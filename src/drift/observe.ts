import type { Operation } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
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
    const asked = testimonies.filter(({ sample }) => isOf(sample.exchange.operation, change));
    const neighbours =
      asked.length === 0
        ? []
        : placed.filter((other) => other.change.operation && isOf(other.change.operation, change));
    const sights = asked.flatMap((by) => {
      const seen = see({ change, place, paper, neighbours: neighbours.map((other) => other.place) }, by);
      return seen ? [{ ...seen, by }] : [];
    });
    return { change, place, live: together(sights), sights };
  });
}

function isOf(operation: Operation, change: Change): boolean {
  return change.operation !== undefined && isSameOperation(operation, change.operation);
}

/** A change that answers are asked about. */
interface Asked {
  readonly change: Change;
  readonly place: Aspect;
  readonly paper: Paper;
  /** Places of all changes of the operation. */
  readonly neighbours: readonly Aspect[];
}

function see({ change, place, paper, neighbours }: Asked, testimony: Testimony): Seen | undefined {
  switch (place.kind) {
    case "operation":
      return seeOperation(change, testimony);
    case "request":
      return seeRequest(change, testimony);
    case "status":
      return seeStatus(place, change, testimony, paper);
    case "media-type":
      return seeMediaType(place, change, testimony, paper);
    case "header":
      return seeHeader(place, change, testimony, paper);
    case "body":
      return seeBody({ place, change, paper, neighbours }, testimony);
    case "invisible":
      return undefined;
  }
}

/** A vendor that rolls out gives both kinds of answer: the new one has then reached us. */
function together(sights: readonly Sight[]): ObservedChange["live"] {
  const sides = new Set(sights.map(({ agrees }) => agrees));
  return (["neither", "published", "pinned"] as const).find((side) => sides.has(side)) ?? "not-sampled";
}
