import { canonical, type Json } from "../../json.ts";
import type { View } from "../schema/view.ts";
import { places, type SchemaRule } from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * Values that a vendor lists while others may come: a reader has been told to expect them, so a new one is a note. One
 * that is gone may be refused.
 * @see Zalando RESTful API Guidelines, rule 112 (`x-extensible-enum`)
 */
export const extensibleEnum: SchemaRule<"value-removed" | "value-added"> = {
  keyword: "x-extensible-enum",
  example: "`express` is gone from the known values of `delivery` in a request: an order with it is refused.",
  events: {
    "value-removed": {
      effect: "narrower",
      level: ({ direction }) => (direction === "request" ? "breaking" : undefined), // no schema can prove it harmless
      cases: [{ base: "express" }],
      text: ({ base }) => `known value ${shown(base)} is gone`,
      todo: { narrower: "Stop sending it." },
    },
    "value-added": {
      effect: "none",
      cases: [{ revision: "express" }],
      text: ({ revision }) => `new known value ${shown(revision)}`,
      todo: { none: "Handle it if you care." },
    },
  },
  compare(base, revision, walk) {
    const [before, after] = [valuesOf(base), valuesOf(revision)];
    if (!before || !after) return; // a list that came or went says nothing of any value
    const spots = places(base, revision, "x-extensible-enum");
    for (const [text, value] of before) if (!after.has(text)) walk.emit("value-removed", { base: value, ...spots });
    for (const [text, value] of after) if (!before.has(text)) walk.emit("value-added", { revision: value, ...spots });
  },
};

function valuesOf({ notes }: View): ReadonlyMap<string, Json> | undefined {
  const listed = notes.get("x-extensible-enum");
  return Array.isArray(listed) ? new Map(listed.map((value: Json) => [canonical(value), value])) : undefined;
}
