import { field, memberOf, objectAt, type Place, referred } from "../side.ts";
import { compareMedia, type MediaSchemaId, mediaSchemaEvents } from "./media-schemas.ts";
import { atMedia, inRange, type Media, matchMedia, mediaOf } from "./media-types.ts";
import { type At, directionOf, type OperationRule, type OperationView, type OperationWalk } from "./operation.ts";

/**
 * The body that is sent: whether there is one, whether it must be there, and its media types.
 * @see OpenAPI 3.1.1, section 4.8.13
 */
export const requestBody: OperationRule<Id> = {
  example: "`application/x-www-form-urlencoded` is gone from the request: a form post answers 415.",
  events: {
    "request-body-added-required": {
      direction: "request",
      level: "breaking",
      text: () => "is new and required",
      todo: "Send it.",
      received: { level: "info", text: () => "is new and always sent", todo: "Nothing to do." },
    },
    "request-body-added-optional": {
      direction: "request",
      level: "info",
      text: () => "is new and optional",
      todo: "Nothing to do.",
    },
    "request-body-removed": {
      direction: "request",
      level: "breaking",
      text: () => "is no longer accepted",
      todo: "Stop sending it.",
      received: { text: () => "is no longer sent", todo: "Stop reading it." },
    },
    "request-body-became-required": {
      direction: "request",
      level: "breaking",
      text: () => "must now be sent",
      todo: "Send it always.",
      received: { level: "info", text: () => "is always sent now", todo: "Nothing to do." },
    },
    "request-body-became-optional": {
      direction: "request",
      level: "info",
      text: () => "need not be sent any more",
      todo: "Nothing to do.",
      received: { level: "breaking", text: () => "may now be missing", todo: "Handle that it is missing." },
    },
    "request-body-media-type-removed": {
      direction: "request",
      level: "breaking",
      case: { base: "multipart/form-data" },
      text: ({ base }) => `${base} is no longer accepted`,
      todo: "Send one of the media types that are left.",
      received: { level: "info", text: ({ base }) => `is no longer sent as ${base}`, todo: "Nothing to do." },
    },
    "request-body-media-type-added": {
      direction: "request",
      level: "info",
      case: { revision: "multipart/form-data" },
      text: ({ revision }) => `${revision} is accepted too`,
      todo: "Nothing to do.",
      received: {
        level: "breaking",
        text: ({ revision }) => `may now be sent as ${revision}`,
        todo: "Read that media type too.",
      },
    },
    ...mediaSchemaEvents("request-body"),
  },
  reads: ["requestBody"],
  compare(base, revision, walk) {
    const before = objectAt(referred(memberOf(base.node, "requestBody"), base.side), base.side);
    const after = objectAt(referred(memberOf(revision.node, "requestBody"), revision.side), revision.side);
    const at: At = {
      pointer: `${(before ? base : revision).node.pointer}/requestBody`,
      place: "requestBody",
      subject: "request body",
    };
    const spots = {
      ...at,
      baseAt: before?.pointer ?? base.node.pointer,
      revisionAt: after?.pointer ?? revision.node.pointer,
    };
    if (before && after) compareBodies([base, before], [revision, after], at, walk);
    else if (after) walk.emit(isRequired(after) ? "request-body-added-required" : "request-body-added-optional", spots);
    else if (before) walk.emit("request-body-removed", spots);
  },
};

type Id =
  | `request-body-${"added-required" | "added-optional" | "removed" | "became-required" | "became-optional"}`
  | `request-body-media-type-${"removed" | "added"}`
  | MediaSchemaId<"request-body">;

type Body = readonly [operation: OperationView, body: Place];

function compareBodies([base, before]: Body, [revision, after]: Body, at: At, walk: OperationWalk<Id>): void {
  const spots = { ...at, baseAt: before.pointer, revisionAt: after.pointer };
  if (isRequired(before) !== isRequired(after))
    walk.emit(isRequired(after) ? "request-body-became-required" : "request-body-became-optional", spots);
  const { pairs, removed, added } = matchMedia(mediaOf(before, base.side), mediaOf(after, revision.side));
  const told = new Set<Media>();
  for (const pair of pairs) {
    compareNames(pair, at, told, walk);
    compareMedia(pair, ["request-body", directionOf("request", walk.received)], at, walk);
  }
  for (const media of removed)
    walk.emit("request-body-media-type-removed", {
      ...spots,
      ...atMedia(at, media),
      base: media.name,
      baseAt: media.place.pointer,
    });
  for (const media of added)
    walk.emit("request-body-media-type-added", {
      ...spots,
      ...atMedia(at, media),
      revision: media.name,
      revisionAt: media.place.pointer,
    });
}

/** What is accepted under another name: a range instead of one type, or one with other parameters. A range is told once. */
function compareNames([was, is]: readonly [Media, Media], at: At, told: Set<Media>, walk: OperationWalk<Id>): void {
  if (was.key === is.key) return;
  const spots = { baseAt: was.place.pointer, revisionAt: is.place.pointer };
  const isWider = inRange(was.essence, is.essence) || (was.essence === is.essence && hasAllParameters(was, is));
  if (!isWider && !told.has(was))
    walk.emit("request-body-media-type-removed", { ...spots, ...atMedia(at, was), base: was.name });
  if (!inRange(is.essence, was.essence) && !told.has(is))
    walk.emit("request-body-media-type-added", { ...spots, ...atMedia(at, is), revision: is.name });
  told.add(was).add(is);
}

/** Whether what carries the parameters of the first carries those of the second too. */
function hasAllParameters(first: Media, second: Media): boolean {
  const carried = first.key.split(";");
  return second.key.split(";").every((part) => carried.includes(part));
}

function isRequired(place: Place): boolean {
  return field(place, "required") === true;
}
