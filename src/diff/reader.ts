import { isObject } from "../json.ts";
import { merge } from "./merge.ts";
import type { Schema, Side } from "./side.ts";
import type { View } from "./view.ts";

/** Reads the schemas of one document, each only once. */
export type Reader = (schema: Schema) => View;

export function reader(side: Side): Reader {
  const ofNode = new WeakMap<object, View>();
  const ofParts = new WeakMap<Schema, View>();

  return (schema) => {
    const alone = schema.length === 1 ? schema[0]?.node : undefined;
    const known = isObject(alone) ? ofNode.get(alone) : ofParts.get(schema);
    if (known) return known;
    const view = merge(schema, side);
    if (isObject(alone)) ofNode.set(alone, view);
    else ofParts.set(schema, view);
    return view;
  };
}
