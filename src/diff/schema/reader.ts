import { isObject } from "../../json.ts";
import type { Schema, Side } from "../side.ts";
import { acceptsNull } from "./choice.ts";
import { add, type Draft } from "./draft.ts";
import { settle } from "./settle.ts";
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
    const view = read(schema, side);
    if (isObject(alone)) ofNode.set(alone, view);
    else ofParts.set(schema, view);
    return view;
  };
}

/** All parts of a schema must hold, so what they say is gathered first and concluded once. */
function read(schema: Schema, side: Side): View {
  const draft: Draft = { nodes: [], added: new Set() };
  for (const part of schema) add(part, draft, side);
  return settle(
    draft,
    schema.every((part) => acceptsNull(part, side)),
  );
}
