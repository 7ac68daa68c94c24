import { referenceOf } from "../../contract/reference.ts";
import { isObject, type Json, own } from "../../json.ts";
import { types, type View } from "../schema/view.ts";
import type { Schema, Side } from "../side.ts";

/**
 * Whether a view says all that its schema says: every reference leads somewhere, every type is one of JSON's, and
 * nothing depends on the way by which the schema was reached.
 */
export function isLegible(schema: Schema, { nodes }: View, side: Side): boolean {
  return schema.every(({ node }) => leadsSomewhere(node, side)) && nodes.every(({ node }) => isPlain(node, side));
}

function leadsSomewhere(node: Json, side: Side): boolean {
  const reference = referenceOf(node, side.modern);
  const found = reference === undefined ? node : side.resolve(reference)?.node;
  return typeof found === "boolean" || isObject(found);
}

function isPlain(node: Json, side: Side): boolean {
  if (!isObject(node)) return typeof node === "boolean";
  const { type, items, contains, $ref, $dynamicRef } = node;
  return (
    $dynamicRef === undefined &&
    !Array.isArray(items) &&
    (contains === undefined || (isObject(contains) && Object.keys(contains).length > 0)) && // a view leaves out `contains: true`
    (type === undefined || (Array.isArray(type) ? type : [type]).every((name: Json) => known.has(name))) &&
    (typeof $ref !== "string" || side.resolve($ref) !== undefined) &&
    [...listed(own(node, "allOf")), ...listed(own(node, "oneOf")), ...listed(own(node, "anyOf"))].every((branch) =>
      leadsSomewhere(branch, side),
    )
  );
}

const known: ReadonlySet<Json> = new Set<Json>([...types, "null"]);

function listed(said: Json | undefined): readonly Json[] {
  return Array.isArray(said) ? said : [];
}
