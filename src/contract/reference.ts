import { at, isObject, type Json, type JsonObject, join, own } from "../json.ts";
import { isLeaf, memberPlace, type Place } from "./grammar.ts";

/** A node, and the JSON Pointer to where it is written. */
export interface Written {
  readonly node: Json;
  readonly pointer: string;
}

/** A reference that leads nowhere, and why, in a sentence. */
export interface Dangling {
  readonly dangling: string;
}

export type Followed = Written | Dangling;

/**
 * The node that a node stands for: itself, or, where it is a Reference Object, what its chain of `$ref`s leads to.
 * From OpenAPI 3.1 on, keywords beside a `$ref` count: a target that has some is returned as it is, `$ref` included;
 * those of `node` itself are the caller's to heed.
 *
 * @param pointer where `node` is written, for callers that need it back.
 * @see OpenAPI 3.0.4, section 4.23 (Reference Object); JSON Schema 2020-12 Core, section 8.2.3.1
 */
export function follow(document: JsonObject, node: Json, pointer = ""): Followed {
  const reference = isObject(node) ? own(node, "$ref") : undefined;
  return typeof reference === "string" ? resolve(document, reference) : { node, pointer };
}

/** The object that a node stands for, behind its references; undefined where that is none, or leads nowhere. */
export function objectBehind(document: JsonObject, node: Json | undefined): JsonObject | undefined {
  const reached = node === undefined ? undefined : follow(document, node);
  return reached && "node" in reached && isObject(reached.node) ? reached.node : undefined;
}

const resolved = new WeakMap<JsonObject, Map<string, Followed>>();

/**
 * What a reference leads to within the document: a JSON Pointer in a fragment (percent-encoded or not), an `$anchor`, or
 * a schema's `$id`. Chains are followed to their end.
 */
export function resolve(document: JsonObject, reference: string): Followed {
  const known = resolved.get(document) ?? new Map<string, Followed>();
  resolved.set(document, known);
  const found = known.get(reference) ?? chase(document, reference);
  known.set(reference, found);
  return found;
}

function chase(document: JsonObject, first: string): Followed {
  const seen = new Set<string>();
  let reference: string | undefined = first;
  let found: Written | undefined;
  while (reference !== undefined) {
    if (seen.has(reference)) return { dangling: `$ref "${first}" leads back to itself` };
    seen.add(reference);
    found = target(document, reference);
    if (!found) return { dangling: missing(first, reference) };
    reference = referenceOf(found.node, isModern(document));
  }
  return found ?? { dangling: missing(first, first) };
}

function missing(first: string, reference: string): string {
  const what = reference.startsWith("#") ? "leads nowhere in this description" : "leads out of this description";
  return first === reference
    ? `$ref "${first}" ${what}`
    : `$ref "${first}" leads to $ref "${reference}", which ${what}`;
}

function target(document: JsonObject, reference: string): Written | undefined {
  const pointer = reference.startsWith("#") ? decoded(reference.slice(1)) : undefined;
  if (pointer === undefined || (pointer !== "" && !pointer.startsWith("/"))) return named(document).get(reference);
  const node = at(document, pointer);
  return node === undefined ? undefined : { node, pointer };
}

/** A URI fragment as text; left as it is where it is not percent-encoded (RFC 6901, section 6, and its common misuse). */
export function decoded(fragment: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(fragment)) return fragment;
  return fragment.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString());
}

/**
 * The `$ref` of a node that is nothing but a reference. Beside `$ref`, OpenAPI 3.0 ignores all keywords; JSON Schema
 * 2020-12 (`modern`) applies them, so only annotations may stand there.
 * @see OpenAPI 3.0.4, section 4.23 (Reference Object); JSON Schema 2020-12 Core, section 8.2.3.1
 */
export function referenceOf(node: Json | undefined, modern: boolean): string | undefined {
  const reference = isObject(node) ? own(node, "$ref") : undefined;
  if (!isObject(node) || typeof reference !== "string") return undefined;
  return !modern || Object.keys(node).every((keyword) => annotations.has(keyword)) ? reference : undefined;
}

/** Whether keywords beside a `$ref` count: from OpenAPI 3.1 on. */
export function isModern(document: JsonObject): boolean {
  return !/^3\.0/.test(String(document.openapi));
}

const annotations: ReadonlySet<string> = new Set([
  "$ref",
  "$comment",
  "title",
  "description",
  "summary",
  "example",
  "examples",
  "externalDocs",
]);

const names = new WeakMap<JsonObject, ReadonlyMap<string, Written>>();

/** Schemas by `#anchor` and by `$id` as written. Only made when a reference asks for one. */
function named(document: JsonObject): ReadonlyMap<string, Written> {
  const known = names.get(document);
  if (known) return known;
  const found = new Map<string, Written>();
  name(document, "document", "", found);
  names.set(document, found);
  return found;
}

function name(node: Json, place: Place, pointer: string, found: Map<string, Written>): void {
  if (isLeaf(place)) return;
  if (Array.isArray(node)) for (const [i, element] of node.entries()) name(element, place, join(pointer, i), found);
  if (!isObject(node)) return;
  const { $anchor, $dynamicAnchor, $id } = place === "schema" ? node : {};
  for (const anchor of [$anchor, $dynamicAnchor])
    if (typeof anchor === "string" && !found.has(`#${anchor}`)) found.set(`#${anchor}`, { node, pointer });
  if (typeof $id === "string") found.set($id, { node, pointer });
  for (const [member, value] of Object.entries(node))
    if (value !== undefined) name(value, memberPlace(place, member), join(pointer, member), found);
}
