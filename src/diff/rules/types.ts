import type { Level } from "../../config/level.ts";
import type { Json } from "../../json.ts";
import { isSameBytes } from "../schema/bytes.ts";
import { type Type, types, type View } from "../schema/view.ts";
import { isWhole } from "../schema/whole.ts";
import {
  type Effect,
  type Perspective,
  places,
  position,
  type SchemaEvent,
  type SchemaRule,
  type Seen,
  type Spot,
} from "./rule.ts";

const todo: Partial<Record<Effect, string>> = {
  narrower: "Send only the types that are still accepted.",
  wider: "Read every type that may now arrive.",
  incomparable: "Change how you write and read this value.",
};

/**
 * JSON types, as sets: `integer` is part of `number`; where values travel as text (URLs, headers, forms), everything
 * but objects and arrays is part of `string`.
 * @see JSON Schema 2020-12 Validation, section 6.1.1
 */
export const typeRules: readonly SchemaRule[] = [
  {
    keyword: "type",
    example: "`age` becomes a string in a response: `age + 1` now joins text.",
    events: {
      changed: event(oneTypeId, ["boolean"], ["string"], ["number"], ["integer"]),
    },
    compare(base, revision, walk) {
      if (unchanged(base, revision) || isNever(base) !== isNever(revision) || isList(base) || isList(revision)) return;
      walk.emit("changed", { ...said(base, revision), ...places(base, revision, "type") });
    },
  } satisfies SchemaRule<"changed">,
  {
    keyword: "list-of-types",
    example: "`tags` may now be one string instead of a list in a response: `tags.map` throws.",
    events: { changed: event(listId, ["string", "array"], ["array"], ["object", "array"]) },
    compare(base, revision, walk) {
      if (unchanged(base, revision) || isNever(base) !== isNever(revision) || !(isList(base) || isList(revision)))
        return;
      walk.emit("changed", { ...said(base, revision), ...places(base, revision, "type") });
    },
  } satisfies SchemaRule<"changed">,
  {
    keyword: "schema",
    example: "`coupon` becomes `false` in a request: whatever is sent there is refused.",
    events: {
      "became-false": {
        effect: "narrower",
        level: (spot) => (isWholeAnswer(spot) ? "breaking" : undefined),
        text: () => "nothing fits any more",
        todo: { narrower: "Stop sending it." },
      },
      "became-not-false": {
        effect: "wider",
        level: (spot) => (isWholeAnswer(spot) ? "info" : undefined),
        text: () => "something fits now, where nothing did",
        todo,
      },
    },
    compare(base, revision, walk) {
      if (isNever(base) === isNever(revision)) return;
      walk.emit(isNever(revision) ? "became-false" : "became-not-false", places(base, revision, "type"));
    },
  } satisfies SchemaRule<"became-false" | "became-not-false">,
];

/** Where nothing fits, nothing is answered, and there is nothing to read. */
function isWholeAnswer({ direction, holder, nested }: Spot): boolean {
  return direction === "response" && holder === "body" && !nested;
}

/** Nothing but perhaps `null` fits. */
export function isNever({ types, values, nullable }: View): boolean {
  return !nullable && (types?.size === 0 || values?.size === 0);
}

/** Two lists of values tell it better, unless what was a number is text now. */
function unchanged(base: View, revision: View): boolean {
  if (isSameBytes(base, revision)) return true;
  const [a, b] =
    base.values && revision.values
      ? [kindsOf(base.values), kindsOf(revision.values)]
      : [typesBeside(revision, base), typesBeside(base, revision)];
  return a === b || (a !== undefined && b !== undefined && a.size === b.size && [...a].every((type) => b.has(type)));
}

/** Numbers that are multiples of 5 are integers: a matter of words, where the other side speaks of integers. */
function typesBeside(other: View, { types, multiplesOf }: View): View["types"] {
  if (!types?.has("number") || !other.types?.has("integer") || !isWhole(multiplesOf)) return types;
  return new Set([...types].map((type) => (type === "number" ? "integer" : type)));
}

/** The types of listed values; an integer is a number, for neither list says more than its values. */
function kindsOf(values: ReadonlyMap<string, Json>): ReadonlySet<Type> {
  return new Set([...values.values()].map((value) => (Array.isArray(value) ? "array" : (typeof value as Type))));
}

function isList({ types }: View): boolean {
  return types !== undefined && types.size > 1;
}

function said(base: View, revision: View): Seen {
  return { base: listed(base), revision: listed(revision) };
}

function listed(view: View): Json {
  return view.types ? types.filter((type) => view.types?.has(type)) : "any";
}

/** `cases`: types as lists, each against the next and back. */
function event(id: SchemaEvent["id"] & {}, ...types: readonly (readonly Type[])[]): SchemaEvent {
  const pairs = types.flatMap((type, i) =>
    types.flatMap((other, j) => (i === j ? [] : [{ base: type, revision: other }])),
  );
  return {
    effect: typeEffect,
    id,
    level: (spot, seen, perspective) => levelInParameter(typeEffect(seen, spot), spot, perspective),
    cases: pairs,
    text: ({ base, revision }) => `${names(revision)} (was ${names(base)})`,
    todo,
  };
}

/** How a parameter's properties are written depends on its style, so a strict provider is only warned of another type. */
export function levelInParameter(
  effect: Effect,
  { holder, nested }: Spot,
  perspective: Perspective,
): Level | undefined {
  return holder === "parameter" && nested && effect === "incomparable" && perspective === "provider"
    ? "warning"
    : undefined;
}

function names(types: Json | undefined): string {
  return Array.isArray(types) ? types.join(" or ") || "nothing" : "any type";
}

function typeEffect({ base, revision }: Seen, spot: Spot): Effect {
  const wider = covers(revision, base, spot);
  const narrower = covers(base, revision, spot);
  if (wider && narrower) return "none";
  return wider ? "wider" : narrower ? "narrower" : "incomparable";
}

/** Whether every value of the inner types is one of the outer types, as it travels. */
function covers(outer: Json | undefined, inner: Json | undefined, { text }: Spot): boolean {
  if (!Array.isArray(outer)) return true;
  if (!Array.isArray(inner)) return false;
  const asText = text && outer.includes("string");
  return (inner as Type[]).every(
    (type) =>
      outer.includes(type) ||
      (type === "integer" && outer.includes("number")) ||
      (asText && type !== "object" && type !== "array"),
  );
}

function oneTypeId(spot: Spot, _seen: Seen, effect: Effect): string {
  return `${position(spot)}-${kind()}`;

  function kind(): string {
    if (effect === "wider") return "type-generalized";
    if (effect === "none") return "type-compatible";
    // In a request, teams' severity files know a specialized type as a changed one.
    const asChanged = spot.direction === "request" && !(spot.holder === "parameter" && spot.nested);
    return effect === "narrower" && !asChanged ? "type-specialized" : "type-changed";
  }
}

/** Named by the types themselves, also where values travel as text and all of them fit one of the types. */
function listId(spot: Spot, seen: Seen, effect: Effect): string {
  const named = effect === "none" ? typeEffect(seen, { ...spot, text: false }) : effect;
  const kind =
    { wider: "list-of-types-widened", narrower: "list-of-types-narrowed" }[named as string] ?? "type-changed";
  return `${position(spot)}-${kind}`;
}
