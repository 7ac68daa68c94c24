import type { Level } from "../../config/level.ts";
import { canonical, isObject, type Json, own } from "../../json.ts";
import type { Note } from "../schema/view.ts";
import {
  type Effect,
  memberPosition,
  type Perspective,
  places,
  type SchemaEvent,
  type SchemaRule,
  type Seen,
  type Spot,
  usualTodo,
} from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * The value that stands for one that is left out.
 * @see JSON Schema 2020-12 Validation, section 9.2
 */
const defaultValue: SchemaRule<"value-added" | "value-removed" | "value-changed"> = {
  keyword: "default",
  example: "`per_page` defaults to 30 instead of 100: the first page is shorter.",
  events: {
    "value-added": noted(({ revision }) => `defaults to ${shown(revision)} now`, { revision: 30 }),
    "value-removed": noted(({ base }) => `has no default any more (was ${shown(base)})`, { base: 100 }),
    "value-changed": noted(({ base, revision }) => `defaults to ${shown(revision)} (was ${shown(base)})`, {
      base: 100,
      revision: 30,
    }),
  },
  compare(base, revision, walk) {
    const [before, after] = [base.notes.get("default"), revision.notes.get("default")];
    if (before === undefined && after === undefined) return;
    if (before !== undefined && after !== undefined && canonical(before) === canonical(after)) return;
    walk.emit(before === undefined ? "value-added" : after === undefined ? "value-removed" : "value-changed", {
      ...(before === undefined ? {} : { base: before }),
      ...(after === undefined ? {} : { revision: after }),
      ...places(base, revision, "default"),
    });
  },
};

/**
 * Properties that only travel one way. A property that becomes write-only is no longer sent; one that becomes read-only
 * is ignored or refused.
 * @see OpenAPI 3.0.4, section 4.24 (`readOnly`, `writeOnly`)
 */
const oneWay: readonly SchemaRule[] = (["readOnly", "writeOnly"] as const).map((note) => {
  const id = note === "readOnly" ? "read-only" : "write-only";
  return {
    keyword: "",
    example:
      note === "readOnly"
        ? "`state` becomes read-only: what is sent there is ignored or refused."
        : "`secret` becomes write-only: it is no longer in the response.",
    position: memberPosition,
    events: {
      [`became-${id}`]: {
        id: (spot) => `${neededPosition(spot)}-became-${id}`,
        effect: (_seen, { direction }) => ((direction === "response") === (note === "writeOnly") ? "wider" : "none"),
        level: (spot, _seen, perspective) => oneWayLevel(note, spot, perspective),
        text: (_seen, spot) =>
          note === "readOnly"
            ? "is read-only now"
            : spot.direction === "response"
              ? "is no longer sent"
              : "is write-only now",
        todo: { wider: "Stop reading it.", none: "Stop sending it if it is read-only." },
      },
      [`became-not-${id}`]: {
        id: (spot) => `${neededPosition(spot)}-became-not-${id}`,
        effect: (_seen, { direction, required }) =>
          note === "readOnly" && direction === "request" && required ? "narrower" : "none",
        // What a schema accepts is the same, so no proof of it counts.
        level: ({ direction, required }) =>
          note === "readOnly" && direction === "request" && required ? "breaking" : undefined,
        text: (_seen, { direction, required }) =>
          note === "readOnly" && direction === "request" && required ? "must now be sent" : `is not ${id} any more`,
        todo: { narrower: "Send it.", none: "Nothing to do." },
      },
    },
    compare(base, revision, walk) {
      const [before, after] = [base.notes.get(note) === true, revision.notes.get(note) === true];
      if (before !== after) walk.emit(after ? `became-${id}` : `became-not-${id}`, places(base, revision, note));
    },
  } satisfies SchemaRule;
});

/**
 * How text holds other data.
 * @see JSON Schema 2020-12 Validation, section 8
 */
const content: readonly SchemaRule[] = (
  [
    ["contentEncoding", "content-encoding"],
    ["contentMediaType", "content-media-type"],
  ] as const satisfies readonly (readonly [Note, string])[]
).map(([note, id]) => ({
  keyword: id,
  example: "`avatar` is now text in base64url instead of base64: decoders fail on `-` and `_`.",
  events: {
    changed: {
      effect: "incomparable",
      cases: [
        note === "contentEncoding"
          ? { base: "base64", revision: "base64url" }
          : { base: "image/png", revision: "image/webp" },
      ],
      text: ({ base, revision }) => `is ${shown(revision)} (was ${shown(base)})`,
      todo: usualTodo,
    },
  },
  compare(base, revision, walk) {
    const [before, after] = [base.notes.get(note), revision.notes.get(note)];
    if (before === after) return;
    const seen = {
      ...(before === undefined ? {} : { base: before }),
      ...(after === undefined ? {} : { revision: after }),
    };
    walk.emit("changed", { ...seen, ...places(base, revision, note) });
  },
}));

/**
 * Which property tells variants apart, and what each of its values selects. The variants themselves are compared as
 * branches, so this is a note.
 * @see OpenAPI 3.1.1, section 4.8.25
 */
const discriminator: SchemaRule<
  "added" | "removed" | "property-name-changed" | "mapping-added" | "mapping-deleted" | "mapping-changed"
> = {
  keyword: "discriminator",
  example: "variants are told apart by `kind` instead of `type`: code that looks at `type` finds nothing.",
  events: {
    added: noted(() => "has a discriminator now"),
    removed: noted(() => "has no discriminator any more"),
    "property-name-changed": noted(({ base, revision }) => `is told apart by ${shown(revision)} (was ${shown(base)})`, {
      base: "type",
      revision: "kind",
    }),
    "mapping-added": noted(({ revision }) => `value ${shown(revision)} selects a variant now`, { revision: "card" }),
    "mapping-deleted": noted(({ base }) => `value ${shown(base)} selects nothing any more`, { base: "card" }),
    "mapping-changed": noted(({ base, revision }) => `selects ${shown(revision)} (was ${shown(base)})`, {
      base: "Card",
      revision: "BankCard",
    }),
  },
  compare(base, revision, walk) {
    const [before, after] = [base.discriminator, revision.discriminator];
    const at = places(base, revision, "discriminator");
    if (!before || !after) {
      if (before ?? after) walk.emit(after ? "added" : "removed", at);
      return;
    }
    const [was, is] = [propertyName(before.node), propertyName(after.node)];
    if (was !== is) walk.emit("property-name-changed", { base: was, revision: is, ...at });
    const [old, now] = [mappingOf(before.node), mappingOf(after.node)];
    for (const [value, target] of old) {
      const other = now.get(value);
      if (other === undefined) walk.emit("mapping-deleted", { base: value, ...at });
      else if (other !== target)
        walk.emitUnlessAlike(target, other, "mapping-changed", { base: target, revision: other, ...at });
    }
    for (const value of now.keys()) if (!old.has(value)) walk.emit("mapping-added", { revision: value, ...at });
  },
};

export const noteRules: readonly SchemaRule[] = [defaultValue, ...oneWay, ...content, discriminator];

function noted(text: SchemaEvent["text"], seen: Seen = {}): SchemaEvent {
  const effect: Effect = "none";
  return { effect, cases: [seen], text, todo: { none: "Nothing to do." } };
}

/** What is lost by an optional property that no longer travels is lost to a consumer, while a provider promised nothing. */
function oneWayLevel(
  note: "readOnly" | "writeOnly",
  { direction, required }: Spot,
  perspective: Perspective,
): Level | undefined {
  if (note === "readOnly") return direction === "request" ? "warning" : undefined;
  return direction === "response" && !required && perspective === "provider" ? "info" : undefined;
}

/** `request-required-property`, `response-optional-property`, … */
function neededPosition(spot: Spot): string {
  if (spot.holder !== "body") return memberPosition(spot);
  return `${spot.direction}-${spot.required ? "required" : "optional"}-property`;
}

function propertyName(node: Json): string {
  const name = isObject(node) ? own(node, "propertyName") : undefined;
  return typeof name === "string" ? name : "";
}

function mappingOf(node: Json): ReadonlyMap<string, string> {
  const mapping = isObject(node) ? own(node, "mapping") : undefined;
  const entries = isObject(mapping) ? Object.entries(mapping) : [];
  return new Map(entries.flatMap(([value, target]) => (typeof target === "string" ? [[value, target] as const] : [])));
}
