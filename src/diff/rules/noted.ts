import type { SchemaEvent, Seen } from "./rule.ts";

/** What changes no set of values, and is good to know. */
export function noted(text: SchemaEvent["text"], seen: Seen = {}): SchemaEvent {
  return { effect: "none", cases: [seen], text, todo: { none: "Nothing to do." } };
}
