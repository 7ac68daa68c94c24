import type { Operation } from "../../contract/contract.ts";
import { isObject, type JsonObject, join, own } from "../../json.ts";
import { isJson } from "../conformance/media-type.ts";
import { type Facet, facets, ofEach, ofProperty } from "../conformance/places.ts";
import { mediaTypeFor, mediaTypesOf, responseFor } from "../conformance/response.ts";
import type { Endpoint } from "./endpoint.ts";

/**
 * Where a list's answer has the value of a path parameter, as a JSON Pointer: `/0/id`, `/orders/0/id`. Undefined where
 * that is not evident: the answer is no list of objects, nor an object with exactly one such list, or its items have no
 * property of a fitting name.
 *
 * @param list of what the parameter picks one: `GET /orders` for the `id` of `/orders/{id}`
 */
export function pointerTo(parameter: string, list: Endpoint): string | undefined {
  const found = listIn(list);
  if (!found) return undefined;
  const wanted = spellings(parameter, collectionOf(list.operation));
  const known = [...new Set(found.items.flatMap(({ schema }) => Object.keys(members(schema))))].filter(
    (property) => !/[{}]/.test(property), // which would end an expression
  );
  const name = wanted
    .flatMap((spelling) => known.filter((property) => words(property).join(" ") === spelling))
    .find((property) => isScalar(ofProperty(list.document, found.items, property)));
  return name === undefined ? undefined : join(found.pointer, 0, name);
}

interface List {
  readonly pointer: string;
  /** What is declared of each item. */
  readonly items: readonly Facet[];
}

function listIn(list: Endpoint): List | undefined {
  const { document } = list;
  const root = answerOf(list);
  const items = ofEach(document, root, "items");
  if (isObjectLike(items)) return { pointer: "", items };
  const names = [...new Set(root.flatMap(({ schema }) => Object.keys(members(schema))))];
  const lists = names
    .map((name) => ({ pointer: join("", name), items: ofEach(document, ofProperty(document, root, name), "items") }))
    .filter((member) => isObjectLike(member.items));
  return lists.length === 1 ? lists[0] : undefined;
}

/** What is declared of the JSON body of a successful answer. */
function answerOf(list: Endpoint): Facet[] {
  const response = [200, 206, 203].map((status) => responseFor(list, status)).find((found) => found !== undefined);
  const mediaType = response && mediaTypesOf(response).find(isJson);
  const media = response && mediaTypeFor(list.document, response, mediaType);
  return media ? facets(list.document, media.node.schema, join(media.written, "schema")) : [];
}

function members(schema: JsonObject): JsonObject {
  const properties = own(schema, "properties");
  return isObject(properties) ? properties : {};
}

function isObjectLike(declared: readonly Facet[]): boolean {
  return declared.some(({ schema }) => Object.keys(members(schema)).length > 0);
}

function isScalar(declared: readonly Facet[]): boolean {
  return declared.length > 0 && declared.every(({ schema: { properties, items } }) => !properties && !items);
}

/** What people call the things that a path lists: `orders` of `/v1/orders`. */
function collectionOf({ path }: Operation): string {
  return path.split("/").findLast((segment) => segment !== "" && !segment.includes("{")) ?? "";
}

/** What an item may call the value of a parameter: an `order_id` of orders is their `order_id`, or their `id`. */
function spellings(parameter: string, collection: string): string[] {
  const name = words(parameter);
  const thing = words(collection).map((word, i, all) => (i === all.length - 1 ? singular(word) : word));
  const prefix = [thing, thing.slice(-1)].find((start) => start.every((word, i) => word === name[i])) ?? [];
  const rest = name.slice(prefix.length);
  return [name, rest.length > 0 ? rest : ["id"]].map((spelling) => spelling.join(" "));
}

/** `order_id`, `order-id` and `orderId` are the same words. */
function words(name: string): string[] {
  return name
    .split(/[^\p{L}\d]+|(?<=[\p{Ll}\d])(?=\p{Lu})/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Roughly, for English names of collections: a name that it does not meet is only not evident. */
function singular(plural: string): string {
  if (plural.endsWith("ies")) return `${plural.slice(0, -3)}y`;
  return plural.replace(/(?<=s|x|z|ch|sh)es$|s$/, "");
}
