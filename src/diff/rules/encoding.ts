import type { Level } from "../../config/level.ts";
import { escapeToken, type Json } from "../../json.ts";
import { child, field, memberOf, members, type Place, referred, type Side } from "../side.ts";
import { type Media, matchMedia, mediaOf } from "./media-types.ts";
import type { At, OperationEvent, OperationRule, OperationWalk } from "./operation.ts";
import { isScalar } from "./scalar.ts";

/**
 * How the parts of a form are written: their media types, their headers, and how lists and objects become text.
 * What is not said is what the property's type says.
 * @see OpenAPI 3.1.1, section 4.8.15
 */
export const encoding: OperationRule<Id> = {
  example: "the part `photo` of an upload may only be `image/png` now: JPEG answers 415.",
  events: {
    "request-body-encoding-content-type-removed": {
      ...event(
        "breaking",
        { base: "image/jpeg" },
        ({ base }) => `can no longer be ${base}`,
        "Send another media type.",
      ),
      received: { level: "info", text: ({ base }) => `is no longer sent as ${base}`, todo: "Nothing to do." },
    },
    "request-body-encoding-content-type-added": {
      ...event("info", { revision: "image/webp" }, ({ revision }) => `may also be ${revision}`, "Nothing to do."),
      received: { level: "breaking", todo: "Read that media type too." },
    },
    "request-body-encoding-style-changed": written("breaking", "is written in another style", "form", "spaceDelimited"),
    "request-body-encoding-explode-changed": written("breaking", "its lists are written in another way", true, false),
    "request-body-encoding-allow-reserved-changed": written(
      "warning",
      "reserved characters are treated in another way",
      false,
      true,
    ),
    "request-body-encoding-header-removed": {
      ...event("warning", { base: "X-Rate" }, ({ base }) => `header ${base} is gone`, "Stop sending it."),
      received: { level: "breaking", todo: "Stop reading it." },
    },
    "request-body-encoding-header-added": event(
      "info",
      { revision: "X-Rate" },
      ({ revision }) => `header ${revision} may be sent`,
      "Nothing to do.",
    ),
    "request-body-encoding-header-became-required": {
      ...event("breaking", { revision: "X-Rate" }, ({ revision }) => `header ${revision} must be sent`, "Send it."),
      received: { level: "info", text: ({ revision }) => `header ${revision} is always sent`, todo: "Nothing to do." },
    },
  },
  reads: ["requestBody"],
  compare(base, revision, walk) {
    const before = referred(memberOf(base.node, "requestBody"), base.side);
    const after = referred(memberOf(revision.node, "requestBody"), revision.side);
    if (!before || !after || walk.same(before.node, after.node)) return;
    const { pairs } = matchMedia(mediaOf(before, base.side), mediaOf(after, revision.side));
    for (const [was, is] of pairs)
      for (const name of partsOf(was, is))
        comparePart(
          part(name, was, base.side),
          part(name, is, revision.side),
          `${base.node.pointer}/requestBody`,
          walk,
        );
  },
};

type Id =
  | `request-body-encoding-content-type-${"removed" | "added"}`
  | `request-body-encoding-${"style" | "explode" | "allow-reserved"}-changed`
  | `request-body-encoding-header-${"removed" | "added" | "became-required"}`;

function event(
  level: Level,
  seen: NonNullable<OperationEvent["case"]>,
  text: OperationEvent["text"],
  todo: string,
): OperationEvent {
  return { direction: "request", level, case: seen, text, todo };
}

function written(level: Level, text: string, base: Json, revision: Json): OperationEvent {
  return {
    ...event(
      level,
      { base, revision },
      (seen) => `${text}: ${seen.revision} (was ${seen.base})`,
      "Write it the new way.",
    ),
    received: { todo: "Read it the new way." },
  };
}

/** Properties that either side says something of. */
function partsOf(base: Media, revision: Media): Iterable<string> {
  const names = [base, revision].flatMap(({ place }) => [...members(memberOf(place, "encoding")).keys()]);
  return new Set(names);
}

/** One property of a form, with what is said of how it is written. */
interface Part {
  readonly name: string;
  readonly media: Media;
  readonly said: Place | undefined;
  readonly schema: Place | undefined;
  readonly side: Side;
}

function part(name: string, media: Media, side: Side): Part {
  const said = memberOf(memberOf(media.place, "encoding"), name);
  const schema = child(memberOf(child(media.place, "schema", side), "properties"), name, side);
  return { name, media, said, schema, side };
}

function comparePart(base: Part, revision: Part, body: string, walk: OperationWalk<Id>): void {
  if (!base.schema !== !revision.schema) return; // then the property came or went
  const { name, media } = base;
  const at: At = {
    pointer: `${body}/content/${escapeToken(media.name)}/encoding/${escapeToken(name)}`,
    place: `requestBody/${escapeToken(media.key)}/encoding/${name}`,
    subject: `part ${name} of request body`,
  };
  const spots = {
    ...at,
    baseAt: (base.said ?? media.place).pointer,
    revisionAt: (revision.said ?? revision.media.place).pointer,
  };
  const [were, are] = isTyped(base, revision) ? [contentTypes(base), contentTypes(revision)] : [[], []];
  for (const type of were)
    if (!are.includes(type)) walk.emit("request-body-encoding-content-type-removed", { base: type, ...spots });
  for (const type of are)
    if (!were.includes(type)) walk.emit("request-body-encoding-content-type-added", { revision: type, ...spots });
  if (!isScalar(base.schema, base.side) && !isScalar(revision.schema, revision.side))
    compareWriting(base, revision, spots, walk);
  compareHeaders(base, revision, spots, walk);
}

/**
 * Whether media types of parts are a matter at all: one is said, and nothing is said that overrules it. What is not said
 * follows the property's type, whose change is told by the schema.
 * @see OpenAPI 3.1.1, section 4.8.15.1.2
 */
function isTyped(...parts: readonly Part[]): boolean {
  const overruled = parts.some(({ said }) =>
    ["style", "explode", "allowReserved"].some((keyword) => field(said, keyword) !== undefined),
  );
  return !overruled && parts.some(({ said }) => field(said, "contentType") !== undefined);
}

/** How lists and objects become text. */
function compareWriting(base: Part, revision: Part, spots: Spots, walk: OperationWalk<Id>): void {
  for (const [id, read] of serialisation) {
    const [before, after] = [read(base), read(revision)];
    if (before !== after) walk.emit(id, { base: before, revision: after, ...spots });
  }
}

type Spots = At & { readonly baseAt: string; readonly revisionAt: string };

function compareHeaders(base: Part, revision: Part, spots: Spots, walk: OperationWalk<Id>): void {
  const [before, after] = [headersOf(base), headersOf(revision)];
  const placed = (name: string) => ({ ...spots, place: `${spots.place}/headers/${name.toLowerCase()}` });
  for (const [key, { name }] of before)
    if (!after.has(key)) walk.emit("request-body-encoding-header-removed", { base: name, ...placed(name) });
  for (const [key, { name, required }] of after) {
    if (required && before.get(key)?.required !== true)
      walk.emit("request-body-encoding-header-became-required", { revision: name, ...placed(name) });
    else if (!before.has(key)) walk.emit("request-body-encoding-header-added", { revision: name, ...placed(name) });
  }
}

/** By lower-case name: header names know no case (RFC 9110, section 5.1). */
function headersOf({ said, side }: Part): ReadonlyMap<string, { readonly name: string; readonly required: boolean }> {
  const all = [...members(memberOf(said, "headers"))].map(([name, listed]) => {
    const header = referred(listed, side);
    return [
      name.toLowerCase(),
      { name, required: header !== undefined && field(header, "required") === true },
    ] as const;
  });
  return new Map(all.filter(([key]) => key !== "content-type"));
}

const serialisation: readonly (readonly [Id, (part: Part) => Json])[] = [
  ["request-body-encoding-style-changed", styleOf],
  [
    "request-body-encoding-explode-changed",
    ({ said, ...part }) => field(said, "explode") ?? styleOf({ said, ...part }) === "form",
  ],
  ["request-body-encoding-allow-reserved-changed", ({ said }) => field(said, "allowReserved") === true],
];

function styleOf({ said }: Part): Json {
  return field(said, "style") ?? "form";
}

/** A list, separated by commas; else what the type of the property says (OpenAPI 3.1.1, section 4.8.15.1.1). */
function contentTypes({ said, schema, side }: Part): readonly string[] {
  const listed = field(said, "contentType");
  if (typeof listed !== "string") return [defaultContentType(schema, side)];
  return listed.split(",").map((type) => type.trim().toLowerCase());
}

function defaultContentType(schema: Place | undefined, side: Side, isElement = false): string {
  const type = field(schema, "type");
  if (type === "array" && !isElement) return defaultContentType(child(schema, "items", side), side, true);
  if (type === "object" || type === "array") return "application/json";
  const isBinary = field(schema, "format") === "binary" || field(schema, "contentEncoding") !== undefined;
  return isBinary || type === undefined ? "application/octet-stream" : "text/plain";
}
