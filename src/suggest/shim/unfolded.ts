import { isModern, objectBehind } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, own } from "../../json.ts";

/** Bodies with more places than this are too large for anybody to read their shim. */
const placesLimit = 5_000;

/**
 * A schema in which each place of the value has a schema of its own: a comparison tells of what several places share only
 * once, and a shim has to know all of them. What leads back to where it came from stays a reference, and so do branches.
 * Undefined where it is too large.
 */
export function unfolded(schema: Json, document: JsonObject): Json | undefined {
  let left = placesLimit;
  const whole = unfold(schema, []);
  return left > 0 ? whole : undefined;

  function unfold(node: Json, open: readonly string[]): Json {
    left -= 1;
    if (left <= 0 || !isObject(node)) return node;
    const reference = own(node, "$ref");
    if (typeof reference !== "string") return withParts(node, open);
    const target = open.includes(reference) ? undefined : objectBehind(document, node);
    if (!target) return node;
    const { $ref: _, ...beside } = node;
    const inner = withParts(target, [...open, reference]);
    return isModern(document) && Object.keys(beside).length > 0
      ? { ...withParts(beside, open), allOf: [inner] }
      : inner;
  }

  function withParts(node: JsonObject, open: readonly string[]): JsonObject {
    const { properties, items, allOf } = node;
    return {
      ...node,
      ...(isObject(properties) && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, one]) => [name, unfold(one ?? {}, open)] as const),
        ),
      }),
      ...(items !== undefined && { items: unfold(items, open) }),
      ...(Array.isArray(allOf) && { allOf: allOf.map((one: Json) => unfold(one, open)) }),
    };
  }
}
