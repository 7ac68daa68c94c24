import type { Level } from "../../config/level.ts";
import { isObject, type Json, own } from "../../json.ts";
import type { Calendar } from "../calendar.ts";
import type { Rename } from "../change.ts";
import { type Ending, endingOf, isBeforeSunset, isUnreadable } from "../lifecycle.ts";
import { type Member, memberResemblance, renames } from "../renames.ts";
import { elements, field, listAt, memberOf, members, type Place, referred, type Side } from "../side.ts";
import { endings } from "./endings.ts";
import { ageOf, endedAt } from "./lifecycle.ts";
import type { At, OperationEvent, OperationRule, OperationView, OperationWalk } from "./operation.ts";
import { directionOf } from "./operation.ts";
import { isNone, isScalar } from "./scalar.ts";
import { schemaOf } from "./schema-of.ts";
import { spotOf } from "./spot.ts";

/**
 * What is sent in the URL, in headers and in cookies. Parameters of the path item count for each of its operations;
 * path parameters are known by their position, since only the template's author sees their names.
 * @see OpenAPI 3.1.1, section 4.8.12
 */
export const parameters: OperationRule<Id> = {
  example: "the required query parameter `currency` is new: the call answers 400.",
  events: {
    "request-parameter-removed": gone("warning", ": it is ignored or refused"),
    "new-required-request-parameter": {
      direction: "request",
      level: "breaking",
      text: () => "is new and required",
      todo: "Send it.",
      received: { level: "info", text: () => "is new and always sent", todo: "Nothing to do." },
    },
    "new-request-path-parameter": {
      direction: "request",
      level: "breaking",
      text: () => "is new in the path",
      todo: "Send it.",
      received: { text: () => "is new in the path of what is called", todo: "Take calls at the new path." },
    },
    "new-optional-request-parameter": {
      direction: "request",
      level: "info",
      text: () => "is new and optional",
      todo: "Nothing to do.",
    },
    "new-required-request-default-parameter-to-existing-path": {
      direction: "request",
      level: "breaking",
      text: () => "is new and required, for the whole path",
      todo: "Send it.",
      received: { level: "info", text: () => "is new and always sent, for the whole path", todo: "Nothing to do." },
    },
    "new-optional-request-default-parameter-to-existing-path": {
      direction: "request",
      level: "info",
      text: () => "is new and optional, for the whole path",
      todo: "Nothing to do.",
    },
    "request-parameter-empty-value-forbidden": {
      direction: "request",
      level: "breaking",
      text: () => "can no longer be sent without a value",
      todo: "Send a value with it.",
      received: { level: "info", text: () => "is no longer sent without a value", todo: "Nothing to do." },
    },
    "request-parameter-empty-value-allowed": {
      direction: "request",
      level: "info",
      text: () => "can be sent without a value",
      todo: "Nothing to do.",
      received: { level: "breaking", text: () => "may be sent without a value", todo: "Handle that there is none." },
    },
    "request-parameter-became-required": {
      direction: "request",
      level: "breaking",
      text: () => "must now be sent",
      todo: "Send it always.",
      received: { level: "info", text: () => "is always sent now", todo: "Nothing to do." },
    },
    "request-parameter-became-optional": {
      direction: "request",
      level: "info",
      text: () => "need not be sent any more",
      todo: "Nothing to do.",
      received: { level: "breaking", text: () => "may now be missing", todo: "Handle that it is missing." },
    },
    "request-parameter-style-changed": written("is written in another style", "form", "pipeDelimited"),
    "request-parameter-explode-changed": written("its lists are written in another way", true, false),
    "request-parameter-allow-reserved-changed": {
      ...written("reserved characters are treated in another way", false, true),
      level: "warning",
    },
    "request-parameter-media-type-changed": written("is written in another media type", "none", "application/json"),
    "request-parameter-removed-with-deprecation": gone("info", "; it was deprecated"),
    "request-parameter-removed-before-sunset": gone("breaking", ", before the date that was announced"),
    "request-parameter-sunset-parse": gone("breaking", "; what was announced as its end is no date"),
    ...lifeEvents(),
  },
  reads: ["parameters"],
  compare(base, revision, walk) {
    const [before, after] = [parametersOf(base), parametersOf(revision)];
    const nowCalled = renamesBetween(before, after, walk);
    for (const [key, parameter] of before) {
      const other = after.get(key);
      if (other) compareParameter(parameter, other, walk);
      else
        walk.emit(goneId(parameter, walk.calendar), {
          ...at(parameter),
          rename: () => nowCalled(key),
          baseAt: parameter.place.pointer,
          revisionAt: revision.node.pointer,
        });
    }
    for (const [key, parameter] of after) if (!before.has(key)) added(parameter, base, revision, walk);
  },
};

type Id =
  | "new-required-request-parameter"
  | "new-request-path-parameter"
  | "new-optional-request-parameter"
  | `new-${"required" | "optional"}-request-default-parameter-to-existing-path`
  | `request-parameter-empty-value-${"forbidden" | "allowed"}`
  | `request-parameter-${"removed" | "became-required" | "became-optional"}`
  | `request-parameter-${"removed-with-deprecation" | "removed-before-sunset" | "sunset-parse"}`
  | LifeId
  | `request-parameter-${"style" | "explode" | "allow-reserved" | "media-type"}-changed`;

type LifeId = `request-parameter-${Ending}`;

function gone(provider: Level, text: string): OperationEvent {
  return {
    direction: "request",
    level: { consumer: "breaking", provider },
    text: () => `is no longer accepted${text}`,
    todo: "Stop sending it.",
    received: { level: "breaking", text: () => "is no longer sent", todo: "Stop reading it." },
  };
}

function lifeEvents(): Record<LifeId, OperationEvent> {
  const events = Object.entries(endings).map(([ending, event]) => {
    return [lifeId(ending as Ending), { direction: "request", ...event }] as const;
  });
  return Object.fromEntries(events) as Record<LifeId, OperationEvent>;
}

function lifeId(ending: Ending): LifeId {
  return `request-parameter-${ending}`;
}

function goneId({ place }: Parameter, calendar: Calendar): Id {
  const age = ageOf(place);
  if (age.deprecated && isUnreadable(age)) return "request-parameter-sunset-parse";
  if (isBeforeSunset(age, calendar)) return "request-parameter-removed-before-sunset";
  return age.deprecated ? "request-parameter-removed-with-deprecation" : "request-parameter-removed";
}

function written(text: string, base: Json, revision: Json): OperationEvent {
  return {
    direction: "request",
    level: "breaking",
    case: { base, revision },
    text: ({ base, revision }) => `${text}: ${revision} (was ${base})`,
    todo: "Write it the new way.",
    received: { todo: "Read it the new way." },
  };
}

interface Parameter {
  readonly key: string;
  readonly name: string;
  readonly in: string;
  /** Where it is listed, and what stands there behind `$ref`s. */
  readonly listed: string;
  readonly place: Place;
  readonly side: Side;
}

/** By place and name; an operation's own parameter overrides the path item's. Headers of HTTP itself do not count. */
function parametersOf({ side, item, node, path }: OperationView): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  const template = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  for (const listed of [item, node].flatMap((holder) => elements(listAt(memberOf(holder, "parameters"), side)))) {
    const place = referred(listed, side);
    if (!place) continue;
    const [name, where] = isObject(place.node) ? [own(place.node, "name"), own(place.node, "in")] : [];
    if (typeof name !== "string" || typeof where !== "string") {
      side.unreadable(place.pointer, "a parameter needs a name and a place (`in`)");
      continue;
    }
    if (where === "header" && ignored.has(name.toLowerCase())) continue;
    const key = keyOf(where, name, template.indexOf(name));
    found.set(key, { key, name, in: where, listed: listed.pointer, place, side });
  }
  return found;
}

/** Described elsewhere in OpenAPI: by media types and by security (OpenAPI 3.1.1, section 4.8.12.2). */
const ignored: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

function keyOf(where: string, name: string, position: number): string {
  if (where === "path") return `path/${position < 0 ? name : position}`;
  if (where === "querystring") return where; // it is all of the query, whatever it is called
  return `${where}/${where === "header" ? name.toLowerCase() : name}`;
}

function at(parameter: Parameter): At {
  const { key, name, in: where, listed } = parameter;
  return { pointer: listed, place: `parameters/${key}`, subject: `${where} parameter ${name}` };
}

/** Path parameters have no name that anybody sends. */
function renamesBetween(
  before: ReadonlyMap<string, Parameter>,
  after: ReadonlyMap<string, Parameter>,
  walk: OperationWalk<Id>,
): (key: string) => Rename | undefined {
  const [gone, come] = [onlyIn(before, after), onlyIn(after, before)];
  const found = renames(gone, come, keyed, (old, now) => {
    const isAlike = walk.alike(old.place, now.place);
    return () => (old.parameter.in === now.parameter.in ? memberResemblance(old, now, isAlike()) : undefined);
  });
  return (key) => {
    const rename = found(key);
    return rename && { ...rename, to: after.get(rename.to)?.name ?? rename.to };
  };
}

type Candidate = Member & { readonly parameter: Parameter; readonly place: Place | undefined };

function onlyIn(all: ReadonlyMap<string, Parameter>, other: ReadonlyMap<string, Parameter>): Candidate[] {
  return [...all.values()]
    .map((parameter, position) => {
      const { place } = schemaOf(parameter.place);
      const { name } = parameter;
      return { name, position, required: isRequired(parameter), schema: place?.node, parameter, place };
    })
    .filter(({ parameter }) => parameter.in !== "path" && !other.has(parameter.key));
}

function keyed({ parameter }: Candidate): string {
  return parameter.key;
}

function added(parameter: Parameter, base: OperationView, { item }: OperationView, walk: OperationWalk<Id>): void {
  const need = isRequired(parameter) ? "required" : "optional";
  const ofPath = parameter.listed.startsWith(`${item.pointer}/parameters/`);
  const id: Id =
    parameter.in === "path"
      ? "new-request-path-parameter"
      : ofPath
        ? `new-${need}-request-default-parameter-to-existing-path`
        : `new-${need}-request-parameter`;
  walk.emit(id, { ...at(parameter), baseAt: base.node.pointer, revisionAt: parameter.place.pointer });
}

function compareParameter(base: Parameter, revision: Parameter, walk: OperationWalk<Id>): void {
  const spots = { ...at(base), baseAt: base.place.pointer, revisionAt: revision.place.pointer };
  if (base.listed === revision.listed && walk.same(base.place.node, revision.place.node)) return;
  if (isRequired(base) !== isRequired(revision))
    walk.emit(isRequired(revision) ? "request-parameter-became-required" : "request-parameter-became-optional", spots);
  const [before, after] = [ageOf(base.place), ageOf(revision.place)];
  const ending = endingOf(before, after, walk.calendar);
  if (ending)
    walk.emit(
      lifeId(ending),
      endedAt(ending, before, after, () => spots),
    );
  for (const [id, read] of serialisation) {
    const [before, after] = [read(base, revision), read(revision, base)];
    if (before !== after) walk.emit(id, { base: before, revision: after, ...spots });
  }
  const [were, are] = [flag(base, "allowEmptyValue"), flag(revision, "allowEmptyValue")];
  if (were !== are && base.in === "query" && !isAnyText(are ? base : revision))
    walk.emit(`request-parameter-empty-value-${are ? "allowed" : "forbidden"}`, spots);
  compareSchemas(base, revision, walk);
}

/** Then `?p=` sends an empty text, whatever is said of empty values (OpenAPI 3.1.1, section 4.8.12.2). */
function isAnyText({ place }: Parameter): boolean {
  const { node } = memberOf(place, "schema") ?? {};
  return isObject(node) && own(node, "type") === "string" && !narrowing.some((name) => Object.hasOwn(node, name));
}

const narrowing = ["minLength", "enum", "const", "pattern", "format", "allOf", "oneOf", "anyOf", "$ref"];

function compareSchemas(base: Parameter, revision: Parameter, walk: OperationWalk<Id>): void {
  const [before, after] = [schemaOf(base.place), schemaOf(revision.place)];
  const spot = spotOf(directionOf("request", walk.received), "parameter", before.isText && after.isText);
  walk.schema({ ...at(base), pointer: `${base.listed}${before.at}` }, spot, before.place, after.place);
}

/** What each side says of how the parameter is written, seen beside the other. */
const serialisation: readonly (readonly [Id, (parameter: Parameter, other: Parameter) => Json])[] = [
  ["request-parameter-style-changed", styleOf],
  ["request-parameter-explode-changed", explodeOf],
  ["request-parameter-allow-reserved-changed", (parameter) => flag(parameter, "allowReserved")],
  ["request-parameter-media-type-changed", mediaTypeOf],
];

/** @see OpenAPI 3.1.1, section 4.8.12.2: the default styles by place */
function styleOf(parameter: Parameter): Json {
  const said = field(parameter.place, "style") ?? field(parameter.place, "x-collection-format");
  return said ?? (parameter.in === "query" || parameter.in === "cookie" ? "form" : "simple");
}

/** Only lists and objects can be exploded, of style `simple` only objects, and a style brings its own default. */
function explodeOf(parameter: Parameter, other: Parameter): Json {
  const style = styleOf(parameter);
  const alike = [parameter, other].some(style === "simple" ? isNoObject : isSingle);
  if (alike || style !== styleOf(other)) return "as the style has it";
  const said = isObject(parameter.place.node) ? own(parameter.place.node, "explode") : undefined;
  return said ?? style === "form";
}

/** @see OpenAPI 3.1.1, section 4.8.12.6: `blue,black,brown` either way */
function isNoObject({ place, side }: Parameter): boolean {
  return isNone(["object"], memberOf(place, "schema"), side);
}

function isSingle({ place, side }: Parameter): boolean {
  return isScalar(memberOf(place, "schema"), side);
}

function mediaTypeOf({ place }: Parameter): Json {
  return [...members(memberOf(place, "content")).keys()][0] ?? "none";
}

function isRequired(parameter: Parameter): boolean {
  return parameter.in === "path" || flag(parameter, "required");
}

function flag({ place }: Parameter, name: string): boolean {
  return field(place, name) === true;
}
