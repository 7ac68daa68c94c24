import { isObject, own } from "../../json.ts";
import { isAnything } from "../schema/draft.ts";
import { follow, memberOf, type Place } from "../side.ts";
import type { Media } from "./media-types.ts";

/** What a media type says of its whole and of its items, as far as either says anything, and the way to the latter. */
export interface MediaSchemas {
  readonly schema: Place | undefined;
  readonly itemSchema: Place | undefined;
  readonly itemsBelow: "/itemSchema" | "/schema/items";
}

/**
 * What a media type says, beside another one. Of a sequence, `schema: { type: array, items }` says what `itemSchema` says,
 * so that it is read as that where the other side has no more than that.
 * @see OpenAPI 3.2.0, section 4.14 (Media Type Object: Sequential Media Types)
 */
export function mediaSchemas(media: Media, other: Media): MediaSchemas {
  const [schema, itemSchema] = [saying(media.place, "schema"), saying(media.place, "itemSchema")];
  const asSaid: MediaSchemas = { schema, itemSchema, itemsBelow: "/itemSchema" };
  const isOfItems = !saying(other.place, "schema") && saying(other.place, "itemSchema") !== undefined;
  if (!schema || itemSchema || !isOfItems || !isSequence(media) || !isSequence(other)) return asSaid;
  const array = follow(schema, media.side);
  if (!array || !isArray(array)) return asSaid;
  return {
    schema: saysNoMore(array) ? undefined : schema,
    itemSchema: saying(array, "items"),
    itemsBelow: "/schema/items",
  };
}

/** A schema that lets everything through says as little as none. */
function saying(holder: Place, keyword: "schema" | "itemSchema" | "items"): Place | undefined {
  const schema = memberOf(holder, keyword);
  return schema && isAnything(schema.node) ? undefined : schema;
}

function isSequence({ essence }: Media): boolean {
  return /^application\/(jsonl|(x-)?ndjson|json-seq)$|\+json-seq$|^text\/event-stream$/.test(essence);
}

function isArray({ node }: Place): boolean {
  return isObject(node) && [own(node, "type")].flat().join() === "array";
}

/** Whether nothing is said of the array but what its elements are. */
function saysNoMore({ node }: Place): boolean {
  return isObject(node) && Object.keys(node).every((keyword) => elementwise.has(keyword) || keyword.startsWith("x-"));
}

const elementwise: ReadonlySet<string> = new Set([
  ...["type", "items"],
  ...["title", "description", "example", "examples", "externalDocs", "$comment"],
]);
