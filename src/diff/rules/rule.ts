import type { Level } from "../../config/level.ts";
import type { Json } from "../../json.ts";
import type { Calendar } from "../calendar.ts";
import type { Rename } from "../change.ts";
import type { Kin } from "../schema/kin.ts";
import type { Type, View } from "../schema/view.ts";
import type { Schema } from "../side.ts";

/** `request`: what we send. `response`: what we receive; a webhook's request is one too. */
export type Direction = "request" | "response";

/**
 * What happened to the set of values that fit. `incomparable`: some left and some came. `unclear`: cannot be told.
 * `none`: the set is the same.
 */
export type Effect = "narrower" | "wider" | "incomparable" | "unclear" | "none";

/** Where in an operation a schema stands. */
export interface Spot {
  readonly direction: Direction;
  readonly holder: "body" | "parameter" | "header";
  /** At a property or an element, not at the root of the body, parameter or header. */
  readonly nested: boolean;
  /** Values travel as text (in a URL, a header, a form), so an integer is also a string. */
  readonly text: boolean;
  /** Read-only in a request, or write-only in a response: the value does not travel there. */
  readonly unsent: boolean;
  /** A property that must be there. */
  readonly required?: boolean;
}

/** What a schema rule saw at one place. */
export interface Seen {
  readonly base?: Json;
  readonly revision?: Json;
  /** Which of the event's cases it is, such as `required` of a property that was removed. */
  readonly cases?: readonly string[];
  /** What it is probably called now; asked for once all schemas are compared. */
  readonly rename?: () => Rename | undefined;
}

/** One thing that can happen, and what it means. */
export interface SchemaEvent {
  readonly effect: Effect | ((seen: Seen, spot: Spot) => Effect);
  /** The one direction in which it matters to anybody. Default: both. */
  readonly only?: Direction;
  /** Overrides the id `position-keyword-event`. */
  readonly id?: (spot: Spot, seen: Seen, effect: Effect) => string;
  /** What may be seen: one for each id that `id` can give, and one to show what `text` says. Default: nothing. */
  readonly cases?: readonly Seen[];
  /** Overrides the level that effect and direction give. */
  readonly level?: (spot: Spot, seen: Seen, perspective: Perspective) => Level | undefined;
  /** Said after the place: `at most 50 characters (was 100)`. */
  readonly text: (seen: Seen, spot: Spot) => string;
  readonly todo: Partial<Record<Effect, string>>;
}

export type Perspective = "consumer" | "provider";

/** One family of schema rules: a keyword, what can happen to it, and how that is found. */
export interface SchemaRule<Event extends string = string> {
  /** As in ids: `position-keyword-event`. Empty where the events' names say it all. */
  readonly keyword: string;
  /** The type of values that it speaks of. Default: all. */
  readonly about?: Type;
  /** What such a change does to someone's code. One sentence, for the catalogue. */
  readonly example: string;
  /** Overrides the first part of ids. */
  readonly position?: (spot: Spot) => string;
  readonly events: Readonly<Record<Event, SchemaEvent>>;
  compare(base: View, revision: View, walk: Walk<Event>): void;
}

/** How a rule reports what it saw, and sends the comparison on to sub-schemas. */
export interface Walk<Event extends string = string> {
  emit(event: Event, seen: Seen & Spots): void;
  /**
   * The same, unless two references turn out to lead to schemas between which nothing changed. It weighs what those two
   * mean to each other, and no more than a note where they are told as each other already.
   */
  emitUnlessAlike(base: string, revision: string, event: Event, seen: Seen & Spots): void;
  /** The same, unless nothing changed between two schemas, which are no parts of these. */
  emitIfOther(base: Schema, revision: Schema, event: Event, seen: Seen & Spots): void;
  descend(at: readonly string[], base: Schema, revision: Schema, as?: Descent): void;
  /** Whether nothing changed between two schemas, asked for once all are compared. They need not be parts of these. */
  alike(base: Schema, revision: Schema): () => boolean;
  /** What day it is, and how much notice is asked for. */
  readonly calendar: Calendar;
  /** The variants that inherit from a schema. */
  readonly kin: { base(view: View): Kin; revision(view: View): Kin };
  /** The schemas under comparison. */
  readonly schema: { readonly base: Schema; readonly revision: Schema };
  readonly read: { base(schema: Schema): View; revision(schema: Schema): View };
}

/** As what a part is compared. */
export interface Descent {
  /** Only asked for where the two can differ. */
  readonly unsent?: () => Unsent;
  /** A branch of a choice: whether `null` fits is said of the choice. */
  readonly branch?: true;
  /** A variant that may stand in the place of the schema: what is proved of the schema says nothing of it. */
  readonly apart?: true;
}

/** Where something was seen: the place below the schema, and where it is written on either side. */
export interface Spots {
  readonly at?: readonly string[];
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
  readonly unsent?: Unsent;
}

/** In which direction a property does not travel, and whether it must be there where it does. */
export interface Unsent {
  readonly request: boolean;
  readonly response: boolean;
  /** Whether it must be there. */
  readonly required: boolean;
}

/** `readOnly` properties are not sent, `writeOnly` ones not received (OpenAPI 3.0.4, section 4.24). */
export function unsent(required: boolean, ...views: readonly Pick<View, "notes">[]): Unsent {
  return {
    required,
    request: views.every(({ notes }) => notes.get("readOnly") === true),
    response: views.every(({ notes }) => notes.get("writeOnly") === true),
  };
}

/** Where a keyword is written, or else the schema that lacks it. */
function written(view: View, ...keywords: readonly string[]): string | undefined {
  for (const { node, pointer } of view.nodes)
    for (const keyword of keywords)
      if (typeof node === "object" && node !== null && Object.hasOwn(node, keyword)) return `${pointer}/${keyword}`;
  return view.nodes[0]?.pointer;
}

/** Where keywords are written on both sides. */
export function places(base: View, revision: View, ...keywords: readonly string[]): Spots {
  return { baseAt: written(base, ...keywords), revisionAt: written(revision, ...keywords) };
}

/** The first part of ids: `request-property`, `response-body`, … */
export function position({ direction, holder, nested }: Spot): string {
  if (holder === "header") return "response-header";
  if (holder === "parameter") return nested ? "request-parameter-property" : "request-parameter";
  return `${direction}-${nested ? "property" : "body"}`;
}

/** Of what is said of members alone: bodies have no such notes of their own, so what is said of one is said as of a property. */
export function memberPosition(spot: Spot): string {
  return position({ ...spot, nested: spot.nested || spot.holder === "body" });
}

/** One spot for each position there is. */
export const spots: readonly Spot[] = [
  { direction: "request", holder: "body", nested: false, text: false, unsent: false },
  { direction: "request", holder: "body", nested: true, text: false, unsent: false },
  { direction: "request", holder: "parameter", nested: false, text: true, unsent: false },
  { direction: "request", holder: "parameter", nested: true, text: true, unsent: false },
  { direction: "response", holder: "body", nested: false, text: false, unsent: false },
  { direction: "response", holder: "body", nested: true, text: false, unsent: false },
  { direction: "response", holder: "header", nested: false, text: true, unsent: false },
  // Of a webhook we receive the parameters, and send the headers of the answer.
  { direction: "response", holder: "parameter", nested: false, text: true, unsent: false },
  { direction: "response", holder: "parameter", nested: true, text: true, unsent: false },
  { direction: "request", holder: "header", nested: false, text: true, unsent: false },
];

/** The id of what happened at a spot. */
export function ruleId(rule: SchemaRule, event: string, spot: Spot, seen: Seen): string {
  const meaning = rule.events[event];
  const at = (rule.position ?? position)(spot);
  const id =
    meaning?.id?.(spot, seen, effectOf(meaning, seen, spot)) ?? [at, rule.keyword, event].filter(Boolean).join("-");
  return spot.unsent ? unsentId(id) : id;
}

/** Teams' severity files have ids of their own for some of what happens where a property does not travel. */
function unsentId(id: string): string {
  return id
    .replace(/^request-(property-(enum-value-removed|min-increased|max-decreased))$/, "request-read-only-$1")
    .replace(/^request-(property-(exclusive-min-increased|exclusive-max-decreased))$/, "request-read-only-$1")
    .replace(/^request-(property-max-(items|length|properties)-decreased)$/, "request-read-only-$1")
    .replace(/^response-(property-(became-optional|became-required|enum-value-added))$/, "response-write-only-$1");
}

export function effectOf({ effect }: SchemaEvent, seen: Seen, spot: Spot): Effect {
  return typeof effect === "function" ? effect(seen, spot) : effect;
}

/** What people do about a narrower or wider schema, where a family has nothing better to say. */
export const usualTodo: Partial<Record<Effect, string>> = {
  narrower: "Check that what you send still fits.",
  wider: "Make sure that your code can take what may now arrive.",
  incomparable: "Change what you send, or how you read it.",
  unclear: "Compare both versions; it cannot be told by rule which values changed.",
};
