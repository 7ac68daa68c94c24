import type { Operation } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { Aspect, Event } from "./aspect.ts";
import type { Paper } from "./paper.ts";

/** What answers are asked about: a change of their operation. */
export interface Asked<Place extends Aspect = Aspect> {
  readonly change: Change;
  readonly operation: Operation;
  readonly place: Place;
  readonly paper: Paper;
  /** Places of all changes of the operation: what is wrong somewhere speaks for the nearest of them. */
  readonly neighbours: readonly Aspect[];
}

/** The contract that says what is seen of something that came or went: the pinned one has what went. */
export function sideThat(isThere: boolean, event: Exclude<Event, "changed">): "pinned" | "published" {
  return isThere === (event === "went") ? "pinned" : "published";
}
