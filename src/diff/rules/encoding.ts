import type { Level } from "../../config/level.ts";
import { escapeToken, type Json, join } from "../../json.ts";
import { child, field, memberOf, members, type Place, referred, type Side } from "../side.ts";
import { type EncodedPart, encodedParts } from "./encoding-parts.ts";
import { isExplodeChanged } from "./header-explode.ts";
import { type Media, matchMedia, mediaOf } from "./media-types.ts";
import type { At, OperationEvent, OperationRule, OperationWalk } from "./operation.ts";
import { isScalar } from "./scalar.ts";

/**
 * How the parts of a form, or of a sequence of parts, are written: their media types, their headers, and how lists and
 * objects become text. What is not said is what the type of the part says.
 * @see OpenAPI 3.1.1, section 4.8.15; OpenAPI 3.2.0, section 4.15
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
    "request-body-encoding-header-explode-changed": {
      ...event(
        "breaking",
        { revision: "X-Rate" },
        ({ revision }) => `header ${revision} writes its members in another way`,
        "Write it the new way.",
      ),
      received: { todo: "Read it the new way." },
    },
  },
  reads: ["requestBody"],
  compare(base, revision, walk) {
    const before = referred(memberOf(base.node, "requestBody"), base.side);
    const after = referred(memberOf(revision.node, "requestBody"), revision.side);
    if (!before || !after || walk.same(before.node, after.node)) return;
    const { pairs } = matchMedia(mediaOf(before, base.side), mediaOf(after, revision.side));
    for (const [was, is] of pairs)
      for (const encoded of encodedParts(was.place, is.place))
        comparePart(
          part(encoded, was, base.side),
          part(encoded, is, revision.side),
          `${base.node.pointer}/requestBody`,
          walk,
        );
  },
};

type Id =
  | `request-body-encoding-content-type-${"removed" | "added"}`
  | `request-body-encoding-${"style" | "explode" | "allow-reserved"}-changed`
  | `request-body-encoding-header-${"removed" | "added" | "became-required" | "explode-changed"}`;

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

/** One part of a body, with what is said of how it is written. */
interface Part {
  readonly encoded: EncodedPart;
  readonly media: Media;
  readonly said: Place | undefined;
  readonly schema: Place | undefined;
  readonly side: Side;
}

function part(encoded: EncodedPart, media: Media, side: Side): Part {
  return { encoded, media, said: encoded.said(media.place), schema: encoded.schema(media.place, side), side };
}

function comparePart(base: Part, revision: Part, body: string, walk: OperationWalk<Id>): void {
  const { encoded, media } = base;
  if (encoded.property && !base.schema !== !revision.schema) return; // then the property came or went
  const at: At = {
    pointer: join(`${body}/content/${escapeToken(media.name)}`, ...encoded.way),
    place: ["requestBody", escapeToken(media.key), ...encoded.way].join("/"),
    subject: `${encoded.subject} of request body`,
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
  for (const [key, { name, place }] of after) {
    const was = before.get(key)?.place;
    if (isRequired(place) && !isRequired(was))
      walk.emit("request-body-encoding-header-became-required", { revision: name, ...placed(name) });
    else if (!was) walk.emit("request-body-encoding-header-added", { revision: name, ...placed(name) });
    if (was && isExplodeChanged([was, base.side], [place, revision.side]))
      walk.emit("request-body-encoding-header-explode-changed", { revision: name, ...placed(name) });
  }
}

function isRequired(header: Place | undefined): boolean {
  return field(header, "required") === true;
}

/** By lower-case name: header names know no case (RFC 9110, section 5.1). */
function headersOf({ said, side }: Part): ReadonlyMap<string, { readonly name: string; readonly place: Place }> {
  const all = [...members(memberOf(said, "headers"))].map(([name, listed]) => {
    return [name.toLowerCase(), { name, place: referred(listed, side) ?? listed }] as const;
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
