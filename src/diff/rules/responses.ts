import type { Level } from "../../config/level.ts";
import { escapeToken } from "../../json.ts";
import { child, field, memberOf, members, objectAt, type Place, referred, type Side } from "../side.ts";
import { isExplodeChanged } from "./header-explode.ts";
import { compareNames, type MediaNameId, mediaNameEvents } from "./media-names.ts";
import { compareMedia, type MediaSchemaId, mediaSchemaEvents } from "./media-schemas.ts";
import { atMedia, matchMedia, mediaOf, sameSyntax } from "./media-types.ts";
import {
  type At,
  directionOf,
  type OperationEvent,
  type OperationRule,
  type OperationView,
  type OperationWalk,
} from "./operation.ts";
import { schemaOf } from "./schema-of.ts";
import { spotOf } from "./spot.ts";

/**
 * What can be answered: statuses (also as ranges, `2XX`, and `default`), media types and headers. For a consumer a
 * header that is gone is breaking even if it was optional, and an error that is no longer described is a warning.
 * @see OpenAPI 3.1.1, sections 4.8.16 and 4.8.17; RFC 9110, section 15
 */
export const responses: OperationRule<Id> = {
  example: "status 201 is gone: code that waits for it takes success for failure.",
  events: {
    "response-success-status-removed": {
      ...status("breaking", "breaking", "is gone", "Handle what is answered instead."),
      received: { text: () => "is no longer understood", todo: "Answer with a status that is left." },
    },
    "response-success-status-added": status("info", "info", "is new", "Handle it."),
    "response-non-success-status-removed": {
      ...status("warning", "info", "is gone", "Check how this error is told now."),
      received: { text: () => "is no longer understood", todo: "Answer errors with a status that is left." },
    },
    "response-non-success-status-added": status("info", "info", "is new", "Handle it."),
    "response-media-type-removed": {
      direction: "response",
      level: "breaking",
      case: { base: "text/csv" },
      text: ({ base }) => `is no longer answered as ${base}`,
      todo: "Read one of the media types that are left.",
      received: {
        text: ({ base }) => `must no longer be answered as ${base}`,
        todo: "Answer as one of those that are left.",
      },
    },
    "response-media-type-added": {
      direction: "response",
      level: "info",
      case: { revision: "text/csv" },
      text: ({ revision }) => `may also be answered as ${revision}`,
      todo: "Nothing to do.",
    },
    ...mediaNameEvents,
    ...mediaSchemaEvents("response-body"),
    "required-response-header-removed": {
      ...header("breaking", "breaking", "is gone", "Stop reading it."),
      received: { level: "info", todo: "Stop answering with it." },
    },
    "optional-response-header-removed": {
      ...header("breaking", "info", "is gone", "Stop reading it."),
      received: { level: "info", todo: "Stop answering with it." },
    },
    "response-header-added": header("info", "info", "is new", "Nothing to do."),
    "response-header-became-optional": {
      ...header("breaking", "breaking", "may now be missing", "Handle that it is missing."),
      received: { level: "info", text: ({ base }) => `header ${base} need not be answered`, todo: "Nothing to do." },
    },
    "response-header-became-required": {
      ...header("info", "info", "is always sent now", "Nothing to do."),
      received: { level: "breaking", text: ({ base }) => `header ${base} must be answered`, todo: "Answer with it." },
    },
    "response-header-explode-changed": {
      ...header("breaking", "breaking", "writes its members in another way", "Read it the new way."),
      received: { todo: "Write it the new way." },
    },
  },
  reads: ["responses"],
  compare(base, revision, walk) {
    const [before, after] = [responsesOf(base), responsesOf(revision)];
    for (const [code, response] of before) {
      const other = after.get(code) ?? covering(code, after);
      if (isSpelledOut(code, after) && (other || kind(code) === "success")) continue;
      if (other) compareResponse(code, [base, response], [revision, other], walk);
      else
        walk.emit(`response-${kind(code)}-status-removed`, {
          base: code,
          ...where(code, base, revision),
          baseAt: response.pointer,
        });
    }
    for (const [code, response] of after) {
      if (before.has(code)) continue;
      walk.emit(`response-${kind(code)}-status-added`, {
        revision: code,
        ...where(code, revision, base),
        baseAt: base.node.pointer,
        revisionAt: response.pointer,
      });
      const other = covering(code, before);
      if (other) compareResponse(code, [base, other], [revision, response], walk);
    }
  },
};

type Id =
  | `response-${"success" | "non-success"}-status-${"removed" | "added"}`
  | `response-media-type-${"removed" | "added"}`
  | MediaNameId
  | MediaSchemaId<"response-body">
  | "required-response-header-removed"
  | "optional-response-header-removed"
  | `response-header-${"added" | "became-optional" | "became-required" | "explode-changed"}`;

function status(consumer: Level, provider: Level, text: string, todo: string): OperationEvent {
  return { direction: "response", level: { consumer, provider }, text: () => text, todo };
}

function header(consumer: Level, provider: Level, text: string, todo: string): OperationEvent {
  const said: OperationEvent["text"] = ({ base, revision }) => `header ${revision ?? base} ${text}`;
  return { direction: "response", level: { consumer, provider }, case: { base: "ETag" }, text: said, todo };
}

/** By upper-case status, behind references. */
export function responsesOf({ side, node }: OperationView): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const [code, listed] of members(objectAt(memberOf(node, "responses"), side))) {
    const place = code.startsWith("x-") ? undefined : objectAt(referred(listed, side), side);
    if (place) found.set(/^[1-5]xx$/i.test(code) ? code.toUpperCase() : code, place);
  }
  return found;
}

/** What describes a status that has no entry of its own: its range, else `default`. */
function covering(code: string, responses: ReadonlyMap<string, Place>): Place | undefined {
  if (code === "default") return undefined;
  return responses.get(`${code[0]}XX`) ?? responses.get("default");
}

/** Whether a range is gone, but statuses of it are described one by one: each of them is compared with the range. */
function isSpelledOut(code: string, responses: ReadonlyMap<string, Place>): boolean {
  const isRange = code.endsWith("XX") && !responses.has(code);
  return isRange && [...responses.keys()].some((other) => covers(code, other));
}

function covers(range: string, code: string): boolean {
  return /^\d{3}$/.test(code) && code.startsWith(range.slice(0, 1));
}

/** Redirects count as success: a caller follows them. */
function kind(code: string): "success" | "non-success" {
  return /^[123]/.test(code) ? "success" : "non-success";
}

function where(code: string, from: OperationView, other: OperationView): At & { baseAt: string; revisionAt: string } {
  return {
    pointer: `${from.node.pointer}/responses/${escapeToken(code)}`,
    place: `responses/${code}`,
    subject: `response ${code}`,
    baseAt: from.node.pointer,
    revisionAt: other.node.pointer,
  };
}

type Side2 = readonly [operation: OperationView, response: Place];

function compareResponse(code: string, [base, before]: Side2, [revision, after]: Side2, walk: OperationWalk<Id>): void {
  if (before.pointer === after.pointer && walk.same(before.node, after.node)) return;
  const at = where(code, base, revision);
  const spots = { ...at, baseAt: before.pointer, revisionAt: after.pointer };
  const { pairs, removed, added } = matchMedia(mediaOf(before, base.side), mediaOf(after, revision.side), [sameSyntax]);
  for (const [was, is] of pairs) {
    compareNames([was, is], at, walk);
    compareMedia([was, is], ["response-body", directionOf("response", walk.received)], at, walk);
  }
  for (const gone of removed)
    walk.emit("response-media-type-removed", {
      ...spots,
      ...atMedia(at, gone),
      base: gone.name,
      baseAt: gone.place.pointer,
    });
  for (const come of added)
    walk.emit("response-media-type-added", {
      ...spots,
      ...atMedia(at, come),
      revision: come.name,
      revisionAt: come.place.pointer,
    });
  compareHeaders(spots, [base.side, before], [revision.side, after], walk);
}

type Headers = readonly [side: Side, response: Place];
type Spots = At & { readonly baseAt: string; readonly revisionAt: string };

function compareHeaders(at: Spots, [ours, base]: Headers, [theirs, revision]: Headers, walk: OperationWalk<Id>): void {
  const [before, after] = [headersOf(base, ours), headersOf(revision, theirs)];
  for (const [key, header] of before) {
    const other = after.get(key);
    const spots = atHeader(at, header, header, other);
    if (other) {
      compareHeader([header, other], spots, walk);
      if (isExplodeChanged([header.place, ours], [other.place, theirs]))
        walk.emit("response-header-explode-changed", spots);
    } else walk.emit(`${isRequired(header.place) ? "required" : "optional"}-response-header-removed`, spots);
  }
  for (const [key, header] of after) {
    if (before.has(key)) continue;
    const spots = atHeader(at, header, undefined, header);
    walk.emit("response-header-added", spots);
    if (walk.received && isRequired(header.place)) walk.emit("response-header-became-required", spots);
  }
}

interface Header {
  readonly name: string;
  readonly place: Place;
}

function atHeader(at: Spots, { name }: Header, base: Header | undefined, revision: Header | undefined) {
  return {
    ...at,
    base: name,
    pointer: `${at.pointer}/headers/${escapeToken(name)}`,
    place: `${at.place}/headers/${name.toLowerCase()}`,
    baseAt: base?.place.pointer ?? at.baseAt,
    revisionAt: revision?.place.pointer ?? at.revisionAt,
  };
}

function compareHeader([base, revision]: readonly [Header, Header], spots: Spots, walk: OperationWalk<Id>): void {
  if (isRequired(base.place) !== isRequired(revision.place))
    walk.emit(`response-header-became-${isRequired(base.place) ? "optional" : "required"}`, spots);
  const { pointer, place, subject } = spots;
  const [before, after] = [schemaOf(base.place), schemaOf(revision.place)];
  walk.schema(
    { pointer: `${pointer}${before.at || "/schema"}`, place, subject: `${subject} header ${base.name}` },
    spotOf(directionOf("response", walk.received), "header", before.isText && after.isText),
    before.place,
    after.place,
  );
}

/** By lower-case name: header names know no case (RFC 9110, section 5.1). `Content-Type` is told by the media types. */
function headersOf(response: Place, side: Side): ReadonlyMap<string, Header> {
  const holder = objectAt(child(response, "headers", side), side);
  const found = [...members(holder)].flatMap(([name, listed]) => {
    const place = objectAt(referred(listed, side), side);
    return place && name.toLowerCase() !== "content-type" ? [[name.toLowerCase(), { name, place }] as const] : [];
  });
  return new Map(found);
}

function isRequired(place: Place): boolean {
  return field(place, "required") === true;
}
