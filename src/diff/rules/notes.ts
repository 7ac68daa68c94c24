import type { Level } from "../../config/level.ts";
import { canonical } from "../../json.ts";
import { isSameBase64, isSameBytes } from "../schema/bytes.ts";
import type { Note, View } from "../schema/view.ts";
import { noted } from "./noted.ts";
import { memberPosition, type Perspective, places, type SchemaRule, type Spot, usualTodo } from "./rule.ts";
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
    ["contentEncoding", "content-encoding", isSameBase64],
    ["contentMediaType", "content-media-type", isSameBytes],
  ] as const satisfies readonly (readonly [Note, string, (base: View, revision: View) => boolean])[]
).map(([note, id, isSaidAlike]) => ({
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
    if (before === after || isSaidAlike(base, revision)) return;
    const seen = {
      ...(before === undefined ? {} : { base: before }),
      ...(after === undefined ? {} : { revision: after }),
    };
    walk.emit("changed", { ...seen, ...places(base, revision, note) });
  },
}));

export const noteRules: readonly SchemaRule[] = [defaultValue, ...oneWay, ...content];

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
