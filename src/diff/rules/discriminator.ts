import { isObject, type Json, join, own } from "../../json.ts";
import { mappingOf, namesake } from "../schema/mapping.ts";
import type { View } from "../schema/view.ts";
import type { Place } from "../side.ts";
import { noted } from "./noted.ts";
import { places, type SchemaRule, type Walk } from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * Which property tells variants apart, and what each of its values selects. It changes no set of values, and the variants
 * are compared as branches, so this is a note; but where one value selects another schema than before, what comes with
 * that value is as different as the two schemas are.
 * @see OpenAPI 3.1.1, section 4.8.25
 */
export const discriminator: SchemaRule<Event> = {
  keyword: "discriminator",
  example: "variants are told apart by `kind` instead of `type`: code that looks at `type` finds nothing.",
  events: {
    added: noted(() => "has a discriminator now"),
    removed: noted(() => "has no discriminator any more"),
    "property-name-changed": noted(({ base, revision }) => `is told apart by ${shown(revision)} (was ${shown(base)})`, {
      base: "type",
      revision: "kind",
    }),
    "mapping-added": noted(({ revision }) => `value ${shown(revision)} selects a variant now`, { revision: "card" }),
    "mapping-deleted": noted(({ base }) => `value ${shown(base)} selects nothing any more`, { base: "card" }),
    "mapping-changed": {
      effect: "incomparable",
      level: (_spot, _seen, perspective) => (perspective === "provider" ? "info" : undefined),
      cases: [{ base: { card: "Card" }, revision: { card: "BankCard" } }],
      text: ({ base, revision }) => `value ${valueIn(base)} selects ${targetIn(revision)} (was ${targetIn(base)})`,
      todo: { incomparable: "Send or expect with that value what it selects now." },
    },
  },
  compare(base, revision, walk) {
    const [before, after] = [base.discriminator, revision.discriminator];
    const at = places(base, revision, "discriminator");
    if (!before || !after) {
      if (before ?? after) walk.emit(after ? "added" : "removed", at);
      return;
    }
    const [was, is] = [propertyName(before.node), propertyName(after.node)];
    if (was !== is) walk.emit("property-name-changed", { base: was, revision: is, ...at });
    compareMappings([base, before], [revision, after], walk);
  },
};

type Event = "added" | "removed" | "property-name-changed" | "mapping-added" | "mapping-deleted" | "mapping-changed";

type Selecting = readonly [view: View, discriminator: Place];

function compareMappings([base, before]: Selecting, [revision, after]: Selecting, walk: Walk<Event>): void {
  const [old, now] = [mappingOf(before), mappingOf(after)];
  for (const value of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(value) ?? namesake(value, base);
    const is = now.get(value) ?? namesake(value, revision);
    const at = { baseAt: mappedAt(before, value, old), revisionAt: mappedAt(after, value, now) };
    if (was === undefined) walk.emit("mapping-added", { revision: value, ...at });
    else if (is === undefined) walk.emit("mapping-deleted", { base: value, ...at });
    else if (was !== is)
      walk.emitUnlessAlike(was, is, "mapping-changed", { base: { [value]: was }, revision: { [value]: is }, ...at });
  }
}

function mappedAt({ pointer }: Place, value: string, mapping: ReadonlyMap<string, string>): string {
  return mapping.has(value) ? join(pointer, "mapping", value) : pointer;
}

function propertyName(node: Json): string {
  const name = isObject(node) ? own(node, "propertyName") : undefined;
  return typeof name === "string" ? name : "";
}

function valueIn(entry: Json | undefined): string {
  return shown(isObject(entry) ? (Object.keys(entry)[0] ?? "") : "");
}

/** The name of the schema, which is the last step of the way to it. */
function targetIn(entry: Json | undefined): string {
  const [target] = isObject(entry) ? Object.values(entry) : [];
  return typeof target === "string" ? (target.split("/").at(-1) ?? target) : "";
}
