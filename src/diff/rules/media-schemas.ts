import type { Level } from "../../config/level.ts";
import { field, type Place } from "../side.ts";
import { type MediaSchemas, mediaSchemas } from "./media-items.ts";
import { atMedia, type Media } from "./media-types.ts";
import type { At, OperationEvent, OperationWalk } from "./operation.ts";
import type { Direction } from "./rule.ts";
import { spotOf } from "./spot.ts";

type Body = "request-body" | "response-body";

/** What can happen to the schemas of a media type as a whole. */
export type MediaSchemaId<B extends Body> =
  | `${B}-media-type-${"schema" | "item-schema"}-${"added" | "removed"}`
  | `${B}-media-type-item-schema-removed-untyped`;

/** A media type that gains or loses its schema, or that of its items, where the body is a sequence of them (OpenAPI 3.2). */
export function mediaSchemaEvents<B extends Body>(body: B): Record<MediaSchemaId<B>, OperationEvent> {
  const added = (what: string) => event(body, "narrower", `has a schema for ${what} now`);
  const removed = (what: string) => event(body, "wider", `has no schema for ${what} any more`);
  return {
    [`${body}-media-type-schema-added`]: added("the whole"),
    [`${body}-media-type-schema-removed`]: removed("the whole"),
    [`${body}-media-type-item-schema-added`]: added("its items"),
    [`${body}-media-type-item-schema-removed`]: removed("its items"),
    [`${body}-media-type-item-schema-removed-untyped`]: event(
      body,
      "wider",
      "has no schema any more, for its items or the whole",
    ),
  } as Record<MediaSchemaId<B>, OperationEvent>;
}

/** Compares the schemas of a media type. In a form, values travel as text. */
export function compareMedia<B extends Body>(
  [base, revision]: readonly [Media, Media],
  [body, direction]: readonly [B, Direction],
  at: At,
  walk: OperationWalk<MediaSchemaId<B>>,
): void {
  const text = /x-www-form-urlencoded|multipart\/form-data/.test(base.essence);
  const whole = spotOf(direction, "body", text);
  const [ours, theirs] = [mediaSchemas(base, revision), mediaSchemas(revision, base)];
  for (const [keyword, kind, spot, below] of [
    ["schema", "schema", whole, "/schema"],
    ["itemSchema", "item-schema", { ...whole, nested: true }, ours.itemsBelow],
  ] as const) {
    const [before, after] = [ours[keyword], theirs[keyword]];
    if (before && after) walk.schema(atMedia(at, base, below), spot, before, after);
    else if ((before ?? after) && !isJustBytes(before ?? after, base))
      walk.emit(`${body}-media-type-${after ? addedAs(kind) : removedAs(kind, theirs)}`, {
        ...atMedia(at, base, below),
        base: base.name,
        baseAt: (before ?? base.place).pointer,
        revisionAt: (after ?? revision.place).pointer,
      });
  }
}

type Kind = "schema" | "item-schema";

function addedAs(kind: Kind) {
  return `${kind}-added` as const;
}

function removedAs(kind: Kind, { schema }: MediaSchemas) {
  if (kind === "schema") return "schema-removed";
  return schema ? "item-schema-removed" : "item-schema-removed-untyped";
}

/** In OpenAPI 3.0, a file has a schema that says no more than that (OpenAPI 3.1.1, section 4.4.2). */
function isJustBytes(schema: Place | undefined, { essence }: Media): boolean {
  const isText = /[/+](json|xml|yaml)$|^text\/|form/.test(essence);
  return !isText && field(schema, "type") === "string" && field(schema, "format") === "binary";
}

function event(body: Body, effect: "narrower" | "wider", text: string): OperationEvent {
  const [sent, received] = effect === "narrower" ? (["breaking", "info"] as const) : (["info", "breaking"] as const);
  const [level, turned]: readonly [Level, Level] = body === "request-body" ? [sent, received] : [received, sent];
  return {
    direction: body === "request-body" ? "request" : "response",
    level,
    case: { base: "application/json" },
    text: ({ base }) => `${base} ${text}`,
    todo: effect === "narrower" ? "Check that your values fit it." : "Make sure that your code can take any value.",
    received: { level: turned },
  };
}
