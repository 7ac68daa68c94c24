import type { Level } from "../../config/level.ts";
import type { Json } from "../../json.ts";
import type { Calendar } from "../calendar.ts";
import type { Rename } from "../change.ts";
import type { Same } from "../same.ts";
import { memberOf, type Place, type Side } from "../side.ts";
import type { Direction, Perspective, Spot } from "./rule.ts";

/** One operation of one description, its path item and what it inherits. */
export interface OperationView {
  readonly side: Side;
  readonly path: string;
  readonly item: Place;
  readonly node: Place;
}

/** A rule about anything of an operation that is not a schema. Its id stands in the list as it is. */
export interface OperationEvent {
  readonly direction: Direction | "none";
  readonly level: Level | Readonly<Record<Perspective, Level>>;
  readonly text: (seen: OperationSeen) => string;
  readonly todo: string;
  /** What may be seen, to show what `text` says. Default: nothing. */
  readonly case?: OperationSeen;
  /** What is other where the vendor sends the request and we answer: in webhooks and callbacks. */
  readonly received?: Partial<Pick<OperationEvent, "level" | "text" | "todo">>;
}

export interface OperationSeen {
  readonly base?: Json;
  readonly revision?: Json;
  /** What it is probably called now; asked for once all schemas are compared. */
  readonly rename?: () => Rename | undefined;
}

/** A family of such rules, by id. */
export interface OperationRule<Id extends string = string> {
  /** What such a change does to someone's code. One sentence, for the catalogue. */
  readonly example: string;
  readonly events: Readonly<Record<Id, OperationEvent>>;
  /** Keywords of an operation, or of what it inherits: where all of them say the same, the family has nothing to tell. */
  readonly reads: readonly string[];
  compare(base: OperationView, revision: OperationView, walk: OperationWalk<Id>): void;
}

/** How a family reports what it saw, and sends schemas on to be compared. */
export interface OperationWalk<Id extends string = string> {
  emit(id: Id, seen: OperationSeen & OperationSpots): void;
  /** `subject` names what holds the schema: `parameter limit`, `response 200`. */
  schema(at: At, spot: Spot, base: Place | undefined, revision: Place | undefined): void;
  /** Whether nothing changed between two schemas, asked for once all are compared. */
  alike(base: Place | undefined, revision: Place | undefined): () => boolean;
  /** Whether the vendor sends the request and we answer: webhooks and callbacks. */
  readonly received: boolean;
  /** What day it is, and how much notice is asked for. */
  readonly calendar: Calendar;
  readonly same: Same;
}

/** A place of an operation. */
export interface At {
  /** JSON Pointer, read through the operation. */
  readonly pointer: string;
  /** The same place by names alone, for the fingerprint: no list index, no name of a path parameter. */
  readonly place: string;
  /** The same place for people. */
  readonly subject: string;
}

export interface OperationSpots extends At {
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
}

/** What we send in an operation is what we receive in a webhook. */
export function directionOf(direction: Direction, received: boolean): Direction {
  if (!received) return direction;
  return direction === "request" ? "response" : "request";
}

/** What an operation says of itself under a keyword of its own; the operation, where it says nothing. */
export function atKeyword(keyword: string, base: OperationView, revision: OperationView): OperationSpots {
  return {
    pointer: `${base.node.pointer}/${keyword}`,
    place: keyword,
    subject: "",
    baseAt: memberOf(base.node, keyword)?.pointer ?? base.node.pointer,
    revisionAt: memberOf(revision.node, keyword)?.pointer ?? revision.node.pointer,
  };
}
