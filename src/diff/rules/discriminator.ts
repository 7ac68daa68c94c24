import type { Level } from "../../config/level.ts";
import { isObject, type Json, join, own } from "../../json.ts";
import type { Kin } from "../schema/kin.ts";
import { defaultOf, mappingOf, namesake } from "../schema/mapping.ts";
import type { View } from "../schema/view.ts";
import { memberOf, type Place, type Schema } from "../side.ts";
import { noted } from "./noted.ts";
import { type Perspective, places, type SchemaRule, type Seen, type Spot, type Walk } from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * Which property tells variants apart, and what each of its values selects. It changes no set of values, and the variants
 * are compared as branches, so this is a note; but where one value selects another schema than before, what comes with
 * that value is as different as the two schemas are. Variants that inherit are compared here.
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
    "mapping-added": {
      ...noted(({ revision }) => `value ${shown(revision)} selects a variant now`, { revision: "card" }),
      level: (spot, seen, perspective) => variantLevel("response", "warning", spot, seen, perspective),
    },
    "mapping-deleted": {
      ...noted(({ base }) => `value ${shown(base)} selects nothing any more`, { base: "card" }),
      level: (spot, seen, perspective) => variantLevel("request", "breaking", spot, seen, perspective),
    },
    "mapping-changed": {
      effect: "incomparable",
      level: (_spot, _seen, perspective) => (perspective === "provider" ? "info" : undefined),
      cases: [{ base: { card: "Card" }, revision: { card: "BankCard" } }],
      text: ({ base, revision }) => `value ${valueIn(base)} selects ${targetIn(revision)} (was ${targetIn(base)})`,
      todo: { incomparable: "Send or expect with that value what it selects now." },
    },
    "default-mapping-added": {
      ...noted(({ revision }) => `any other value, or none, selects ${nameIn(revision)} now`, {
        revision: "#/components/schemas/Card",
      }),
      level: ({ direction }, _seen, perspective) => consumerLevel("warning", direction === "response", perspective),
    },
    "default-mapping-deleted": {
      ...noted(({ base }) => `any other value, or none, selects nothing any more (was ${nameIn(base)})`, {
        base: "#/components/schemas/Card",
      }),
      level: ({ direction }, _seen, perspective) => consumerLevel("breaking", direction === "request", perspective),
    },
    "default-mapping-changed": {
      effect: "incomparable",
      level: (_spot, _seen, perspective) => (perspective === "provider" ? "info" : undefined),
      cases: [{ base: "#/components/schemas/Card", revision: "#/components/schemas/BankCard" }],
      text: ({ base, revision }) => `any other value, or none, selects ${nameIn(revision)} (was ${nameIn(base)})`,
      todo: { incomparable: "Send or expect what is selected now where the value is unknown or missing." },
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
    compareMappings(
      { view: base, discriminator: before, kin: walk.kin.base(base) },
      { view: revision, discriminator: after, kin: walk.kin.revision(revision) },
      walk,
    );
    compareDefaults(before, after, walk);
  },
};

type Event =
  | "added"
  | "removed"
  | "property-name-changed"
  | `${"mapping" | "default-mapping"}-${"added" | "deleted" | "changed"}`;

function consumerLevel(level: Level, matters: boolean, perspective: Perspective): Level | undefined {
  return matters && perspective === "consumer" ? level : undefined;
}

/** A variant that inherits is told nowhere else; one of a `oneOf` is told as a branch. */
function variantLevel(
  direction: Spot["direction"],
  level: Level,
  spot: Spot,
  { cases }: Seen,
  perspective: Perspective,
): Level | undefined {
  const matters = cases?.includes("inherits") === true && spot.direction === direction;
  return consumerLevel(level, matters, perspective);
}

interface Selecting {
  readonly view: View;
  readonly discriminator: Place;
  readonly kin: Kin;
}

function compareMappings(base: Selecting, revision: Selecting, walk: Walk<Event>): void {
  const [old, now] = [selectedBy(base), selectedBy(revision)];
  for (const value of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(value) ?? namesake(value, base.view);
    const is = now.get(value) ?? namesake(value, revision.view);
    const at = { baseAt: mappedAt(base, value), revisionAt: mappedAt(revision, value) };
    if (was === undefined) walk.emit("mapping-added", { revision: value, ...casesOf(revision, value), ...at });
    else if (is === undefined) walk.emit("mapping-deleted", { base: value, ...casesOf(base, value), ...at });
    else {
      if (base.kin.has(value) && revision.kin.has(value))
        walk.descend(["discriminator", value], referTo(was), referTo(is), { apart: true });
      if (was !== is)
        walk.emitUnlessAlike(was, is, "mapping-changed", { base: { [value]: was }, revision: { [value]: is }, ...at });
    }
  }
}

/** A default stays where it is by another name of one schema. */
function compareDefaults(base: Place, revision: Place, walk: Walk<Event>): void {
  const [was, is] = [defaultOf(base), defaultOf(revision)];
  if (was === is) return;
  const at = { baseAt: defaultAt(base), revisionAt: defaultAt(revision) };
  if (was === undefined) walk.emit("default-mapping-added", { revision: is ?? "", ...at });
  else if (is === undefined) walk.emit("default-mapping-deleted", { base: was, ...at });
  else walk.emitUnlessAlike(was, is, "default-mapping-changed", { base: was, revision: is, ...at });
}

function defaultAt(discriminator: Place): string {
  return memberOf(discriminator, "defaultMapping")?.pointer ?? discriminator.pointer;
}

function selectedBy({ discriminator, kin }: Selecting): ReadonlyMap<string, string> {
  return new Map([...kin, ...mappingOf(discriminator)]);
}

function casesOf({ kin }: Selecting, value: string): Seen {
  return kin.has(value) ? { cases: ["inherits"] } : {};
}

function referTo($ref: string): Schema {
  return [{ node: { $ref }, pointer: $ref.slice(1) }];
}

function mappedAt({ discriminator }: Selecting, value: string): string {
  return mappingOf(discriminator).has(value) ? join(discriminator.pointer, "mapping", value) : discriminator.pointer;
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
  return nameIn(target);
}

function nameIn(target: Json | undefined): string {
  return typeof target === "string" ? (target.split("/").at(-1) ?? target) : "";
}
