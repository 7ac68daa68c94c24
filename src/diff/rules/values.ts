import type { Json } from "../../json.ts";
import type { View } from "../schema/view.ts";
import { places, position, type SchemaRule, type Seen, type Spot, type Spots, usualTodo, type Walk } from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * Lists of values: `enum`, `const` (a list of one), and a choice between values.
 * For a consumer a new value is a warning, since tolerant readers are common; for a provider it is breaking.
 * @see JSON Schema 2020-12 Validation, sections 6.1.2 and 6.1.3
 */
export const valuesRule: SchemaRule<Event> = {
  keyword: "",
  position: enumPosition,
  example: 'a response may now say `state: "idle"`: a switch without a default branch drops it.',
  events: {
    "became-enum": {
      effect: "narrower",
      cases: [{ revision: ["on", "off"] }],
      text: ({ revision }) => `only ${listed(revision)} from now on`,
      todo: { narrower: "Send only the listed values." },
    },
    "became-not-enum": {
      effect: "wider",
      cases: [{ base: ["on", "off"] }],
      text: ({ base }) => `any value from now on (was ${listed(base)})`,
      todo: { wider: "Handle values that you do not know." },
    },
    "enum-value-removed": {
      effect: ({ cases }, { text }) => (text && cases?.includes("text") ? "none" : "narrower"),
      cases: [{ base: "off" }],
      text: ({ base }) => `value ${shown(base)} is gone`,
      todo: { narrower: "Stop sending it." },
    },
    "enum-value-added": {
      effect: ({ cases }, { text }) => (text && cases?.includes("text") ? "none" : "wider"),
      level: ({ direction, text }, { cases }, perspective) =>
        direction === "response" && perspective === "consumer" && !(text && cases?.includes("text"))
          ? "warning"
          : undefined,
      cases: [{ revision: "idle" }],
      text: ({ revision }) => `new value ${shown(revision)}`,
      todo: { wider: "Handle it, or add a default branch." },
    },
    "const-changed": {
      effect: "incomparable",
      id: (spot) => `${position(spot)}-const-changed`,
      cases: [{ base: "v1", revision: "v2" }],
      text: ({ base, revision }) => `always ${shown(revision)} (was ${shown(base)})`,
      todo: usualTodo,
    },
    "const-added": {
      effect: "narrower",
      id: (spot) => `${position(spot)}-const-added`,
      cases: [{ revision: "v1" }],
      text: ({ revision }) => `always ${shown(revision)} from now on`,
      todo: { narrower: "Send exactly that value." },
    },
    "const-removed": {
      effect: "wider",
      id: (spot) => `${position(spot)}-const-removed`,
      cases: [{ base: "v1" }],
      text: ({ base }) => `no longer always ${shown(base)}`,
      todo: { wider: "Handle other values." },
    },
  },
  compare(base, revision, walk) {
    const spots = places(base, revision, "const", "enum", "oneOf", "anyOf", "type");
    const [before, after] = [base.values, revision.values];
    if (before && after) compareLists(before, after, spots, walk);
    else if (before)
      walk.emit(isConstant(base) ? "const-removed" : "became-not-enum", { base: told(before), ...spots });
    else if (after)
      walk.emit(isConstant(revision) ? "const-added" : "became-enum", { revision: told(after), ...spots });
  },
};

type Event =
  | "became-enum"
  | "became-not-enum"
  | "enum-value-removed"
  | "enum-value-added"
  | "const-changed"
  | "const-added"
  | "const-removed";

type Values = ReadonlyMap<string, Json>;

function compareLists(before: Values, after: Values, spots: Spots, walk: Walk<Event>): void {
  const gone = [...before].filter(([text]) => !after.has(text)).map(([, value]) => value);
  const come = [...after].filter(([text]) => !before.has(text)).map(([, value]) => value);
  const [was, is] = [gone[0], come[0]];
  if (before.size === 1 && after.size === 1 && was !== undefined && is !== undefined)
    walk.emit("const-changed", { base: was, revision: is, ...spots });
  else {
    for (const value of gone) walk.emit("enum-value-removed", { base: value, ...asText(value, come), ...spots });
    for (const value of come) walk.emit("enum-value-added", { revision: value, ...asText(value, gone), ...spots });
  }
}

/** Whether it is only written in another way: where values travel as text, `1` and `"1"` are the same. */
function asText(value: Json, others: readonly Json[]): Pick<Seen, "cases"> {
  return others.some((other) => String(other) === String(value)) ? { cases: ["text"] } : {};
}

/** A list of one is told as its value. */
function told(values: Values): Json {
  const all = [...values.values()];
  return all.length === 1 ? (all[0] ?? null) : all;
}

/** Teams' severity files say `response-mediatype-…` for a list of values at the root of a body. */
function enumPosition(spot: Spot): string {
  return spot.direction === "response" && spot.holder === "body" && !spot.nested
    ? "response-mediatype"
    : position(spot);
}

function isConstant({ nodes }: View): boolean {
  return nodes.some(({ node }) => typeof node === "object" && node !== null && Object.hasOwn(node, "const"));
}

function listed(values: Json | undefined): string {
  if (!Array.isArray(values)) return shown(values);
  const first = values.slice(0, 5).map(shown).join(", ");
  return values.length > 5 ? `${first} and ${values.length - 5} more` : first;
}
