import type { Json } from "../../json.ts";
import { isCounted, longest } from "../schema/longest.ts";
import { align } from "../schema/match.ts";
import { type Applicator, applicators, type Condition, type View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { type Effect, places, type SchemaEvent, type SchemaRule, type Seen, usualTodo, type Walk } from "./rule.ts";
import { isNever } from "./types.ts";

/** An event that needs no more than an effect and a sentence. */
function event(effect: Effect, text: string | SchemaEvent["text"], seen: Seen = {}): SchemaEvent {
  return { effect, cases: [seen], text: typeof text === "string" ? () => text : text, todo: usualTodo };
}

/**
 * Properties that are not named: forbidden, free, or bound to a schema. In a response, an unnamed property that may now
 * come is a note: readers ignore what they do not know.
 * @see JSON Schema 2020-12 Core, section 10.3.2.3
 */
const additional: SchemaRule<"forbidden" | "allowed" | "restricted" | "unrestricted"> = {
  keyword: "additional-properties",
  about: "object",
  example: "`additionalProperties: false` in a request: an extra `note` is now refused.",
  events: {
    forbidden: event("narrower", "accepts no other properties any more"),
    allowed: {
      ...event("wider", "may have other properties now"),
      level: ({ direction }) => (direction === "response" ? "info" : undefined),
    },
    restricted: event("narrower", "other properties must now fit a schema"),
    unrestricted: event("wider", "other properties may now be anything"),
  },
  compare(base, revision, walk) {
    const [before, after] = [base.additional, revision.additional];
    const closed = before !== undefined && isNever(walk.read.base(before));
    const closes = after !== undefined && isNever(walk.read.revision(after));
    const at = places(base, revision, "additionalProperties");
    if (isClosedAlike(base, revision, walk)) return;
    if (closed !== closes) walk.emit(closes ? "forbidden" : "allowed", at);
    else if (before && after) walk.descend(["additionalProperties"], before, after);
    else if (before || after) walk.emit(after ? "restricted" : "unrestricted", at);
  },
};

/**
 * Whether one side takes no others by `additionalProperties` and the other by `unevaluatedProperties`, which is the same
 * where nothing depends on a value. `allOf` was merged.
 * @see JSON Schema 2020-12 Core, section 11.3
 */
function isClosedAlike(base: View, revision: View, { read }: Walk): boolean {
  const [before, after] = [closedBy(base, read.base), closedBy(revision, read.revision)];
  return before !== undefined && after !== undefined && before !== after;
}

function closedBy(view: View, read: Walk["read"]["base"]): "additional" | "unevaluated" | undefined {
  const { additional: rest, applied, choices, conditions, dependentSchemas } = view;
  if (rest) return isNever(read(rest)) ? "additional" : undefined;
  const unevaluated = applied.get("unevaluatedProperties");
  // Deeper within, it would see no more than its neighbours.
  const isOutermost = unevaluated?.[0]?.pointer === `${view.nodes[0]?.pointer}/unevaluatedProperties`;
  const isFixed = isOutermost && choices.length + conditions.length + dependentSchemas.size === 0;
  return unevaluated && isFixed && isNever(read(unevaluated)) ? "unevaluated" : undefined;
}

/**
 * Properties by the pattern of their name.
 * @see JSON Schema 2020-12 Core, section 10.3.2.2
 */
const patternProperties = named(
  "pattern-property",
  "patternProperties",
  {
    added: (name) => `names that match ${name} must now fit a schema`,
    removed: (name) => `names that match ${name} are free now`,
    opened: (name) => `may have names that match ${name} now`,
    closed: (name) => `accepts no names that match ${name} any more`,
  },
  "^x-",
  "`^x-` must now be strings in a request: a number there is refused.",
  (view) => view.patternProperties,
  (view) => view.additional,
);

/**
 * What else must hold where a property is there.
 * @see JSON Schema 2020-12 Core, section 10.2.2.4
 */
const dependentSchemas = named(
  "dependent-schema",
  "dependentSchemas",
  {
    added: (name) => `more must hold now where ${name} is there`,
    removed: (name) => `no more must hold where ${name} is there`,
  },
  "card",
  "where `card` is sent, `cvc` must now have three digits: four are refused.",
  (view) => view.dependentSchemas,
);

function named(
  id: string,
  written: string,
  text: Readonly<Record<"added" | "removed", Said> & Partial<Record<"opened" | "closed", Said>>>,
  sample: string,
  example: string,
  read: (view: View) => ReadonlyMap<string, Schema>,
  otherwise: (view: View) => Schema | undefined = () => undefined,
): SchemaRule<"added" | "removed"> {
  return {
    keyword: id,
    about: "object",
    example,
    events: {
      added: {
        ...event("narrower", ({ revision, cases }) => said(cases, "opened", "added")(String(revision)), {
          revision: sample,
        }),
        effect: ({ cases }) => (cases?.includes("closed") ? "none" : "narrower"),
      },
      removed: {
        ...event("wider", ({ base, cases }) => said(cases, "closed", "removed")(String(base)), { base: sample }),
        effect: ({ cases }) => (cases?.includes("closed") ? "narrower" : "wider"),
      },
    },
    compare(base, revision, walk) {
      const [before, after] = [read(base), read(revision)];
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        const [b, r] = [before.get(name), after.get(name)];
        const rest = [otherwise(base), otherwise(revision)] as const;
        const [was, is] = counterparts([b, r], rest, walk);
        if (was && is) walk.descend([written, name], was, is);
        else
          walk.emit(r ? "added" : "removed", {
            ...alone(name, r ? "revision" : "base", rest),
            baseAt: b?.[0]?.pointer ?? base.nodes[0]?.pointer,
            revisionAt: r?.[0]?.pointer ?? revision.nodes[0]?.pointer,
          });
      }
    },
  };

  function said(cases: Seen["cases"], closed: "opened" | "closed", otherwise: "added" | "removed"): Said {
    return (cases?.includes("closed") && text[closed]) || text[otherwise];
  }
}

type Said = (name: string) => string;

type Sides<T> = readonly [base: T | undefined, revision: T | undefined];

/**
 * A part that one side does not name is what that side says of the rest. Where it allows no rest, the part has no
 * counterpart: it came or went.
 */
function counterparts([b, r]: Sides<Schema>, [base, revision]: Sides<Schema>, { read }: Walk): Sides<Schema> {
  const open = (rest: Schema | undefined, side: "base" | "revision") =>
    rest && isNever(read[side](rest)) ? undefined : rest;
  return [b ?? open(base, "base"), r ?? open(revision, "revision")];
}

/** What one side names, and whether the other side has a rest, which then is closed. */
function alone(part: string | number, by: "base" | "revision", [base, revision]: Sides<Schema>): Seen {
  const isClosed = (by === "base" ? revision : base) !== undefined;
  return { [by]: part, ...(isClosed && { cases: ["closed"] }) };
}

/**
 * Elements of an array: by position, then all others.
 * @see JSON Schema 2020-12 Core, section 10.3.1
 */
const items: SchemaRule<"restricted" | "unrestricted"> = {
  keyword: "items",
  about: "array",
  example: "elements of a list become objects: code that joins names now joins `[object Object]`.",
  events: {
    restricted: event("narrower", "elements must now fit a schema"),
    unrestricted: event("wider", "elements may now be anything"),
  },
  compare(base, revision, walk) {
    const [before, after] = [base.items, revision.items];
    if (isCounted(base, revision) || mostOf(base, revision) <= prefixLength(base, revision)) return;
    if (before && after) walk.descend(["items"], before, after);
    else if (before || after) walk.emit(after ? "restricted" : "unrestricted", places(base, revision, "items"));
  },
};

const prefixItems: SchemaRule<"added" | "removed"> = {
  keyword: "prefix-items",
  about: "array",
  example: "a point gets a third coordinate: `[x, y]` may not be all of it.",
  events: {
    added: {
      ...event("unclear", ({ revision }) => `element ${revision} has a schema of its own now`, { revision: 2 }),
      effect: ({ cases }, { direction }) =>
        cases?.includes("closed") && direction === "request" ? "wider" : "unclear",
    },
    removed: {
      ...event("unclear", ({ base }) => `element ${base} has no schema of its own any more`, { base: 2 }),
      effect: ({ cases }) => (cases?.includes("closed") ? "narrower" : "unclear"),
    },
  },
  compare(base, revision, walk) {
    const shown = isCounted(base, revision) ? Math.min(longest(base), longest(revision)) : mostOf(base, revision);
    const length = Math.min(prefixLength(base, revision), shown);
    for (let i = 0; i < length; i++) {
      const [b, r] = [base.prefixItems[i], revision.prefixItems[i]];
      const rest = [base.items, revision.items] as const;
      const [was, is] = counterparts([b, r], rest, walk);
      if (was && is) walk.descend(["prefixItems", String(i)], was, is);
      else {
        const seen = alone(i, r ? "revision" : "base", rest);
        walk.emit(r ? "added" : "removed", { ...seen, ...places(base, revision, "prefixItems") });
      }
    }
  },
};

function prefixLength(base: View, revision: View): number {
  return Math.max(base.prefixItems.length, revision.prefixItems.length);
}

/** Past so many elements, neither side has any: what is said of them says nothing. */
function mostOf(base: View, revision: View): number {
  return Math.max(longest(base), longest(revision));
}

/**
 * Keywords that hold one schema for some part of a value.
 * @see JSON Schema 2020-12 Core, sections 10.3.1.3, 10.3.2.4, 11.2, 11.3; Validation, section 8.5
 */
const applied: readonly SchemaRule[] = (
  [
    ["contains", "contains", "a list in a request must now contain a main address: a list without one is refused."],
    ["unevaluatedItems", "unevaluated-items", "`[x, y]` takes no third element any more: `[x, y, z]` is refused."],
    ["propertyNames", "property-names", "labels must now be lower case in a request: `Team` is refused."],
    [
      "unevaluatedProperties",
      "unevaluated-properties",
      "a request takes no other properties any more: `note` is refused.",
    ],
    ["contentSchema", "content-schema", "`metadata` must now hold JSON of a certain form: other JSON is refused."],
  ] as const satisfies readonly (readonly [Applicator, string, string])[]
).map(([written, id, example]) => applicator(written, id, example));

function applicator(written: keyof typeof applicators, id: string, example: string): SchemaRule<"added" | "removed"> {
  return {
    keyword: id,
    about: applicators[written],
    example,
    events: { added: event("narrower", `${written} is new`), removed: event("wider", `${written} is gone`) },
    compare(base, revision, walk) {
      const [before, after] = [base.applied.get(written), revision.applied.get(written)];
      if (written === "unevaluatedProperties" && isClosedAlike(base, revision, walk)) return;
      if (before && after) walk.descend([written], before, after);
      else if (before || after) walk.emit(after ? "added" : "removed", places(base, revision, written));
    },
  };
}

/**
 * Properties that must be there where another one is.
 * @see JSON Schema 2020-12 Validation, section 6.5.4
 */
const dependentRequired: SchemaRule<"added" | "removed" | "changed"> = {
  keyword: "dependent-required",
  about: "object",
  example: "`card` now needs `cvc` beside it in a request: payments without are refused.",
  events: {
    added: event("narrower", neededText, { revision: { card: ["cvc"] } }),
    removed: event("wider", neededText, { base: { card: ["cvc"] } }),
    changed: event("incomparable", neededText, { base: { card: ["cvc"] }, revision: { card: ["cvv"] } }),
  },
  compare(base, revision, walk) {
    for (const name of new Set([...base.dependentRequired.keys(), ...revision.dependentRequired.keys()])) {
      const before = base.dependentRequired.get(name) ?? new Set();
      const after = revision.dependentRequired.get(name) ?? new Set();
      const gone = [...before].some((other) => !after.has(other));
      const come = [...after].some((other) => !before.has(other));
      if (!gone && !come) continue;
      walk.emit(gone && come ? "changed" : come ? "added" : "removed", {
        base: { [name]: [...before].sort() },
        revision: { [name]: [...after].sort() },
        ...places(base, revision, "dependentRequired"),
      });
    }
  },
};

/** What `{ card: ["cvc"] }` says, before and after. */
function neededText({ base, revision }: Seen): string {
  const needed = (said: Json | undefined) =>
    Object.values(said ?? {})
      .flat()
      .join(" and ") || "nothing";
  const [name] = Object.keys(revision ?? base ?? {});
  return `needs ${needed(revision)} beside ${name} (was ${needed(base)})`;
}

/**
 * What must not fit. The other way round: a narrower `not` lets more through.
 * @see JSON Schema 2020-12 Core, section 10.2.1.4
 */
const not: SchemaRule<"added" | "removed" | "changed"> = {
  keyword: "not",
  example: "an order in a request must not have `draft: true` any more: drafts are refused.",
  events: {
    added: event("narrower", "some values are ruled out now"),
    removed: event("wider", "values that were ruled out are allowed now"),
    changed: event("incomparable", "other values are ruled out now"),
  },
  compare(base, revision, walk) {
    const at = places(base, revision, "not");
    for (const [b, r] of align(base.nots, revision.nots, (schema) => ({ allOf: schema.map(({ node }) => node) }))) {
      if (!b || !r) walk.emit(r ? "added" : "removed", at);
      else walk.emitIfOther(b, r, "changed", at);
    }
  },
};

/**
 * Conditions: what else must hold if something does.
 * @see JSON Schema 2020-12 Core, section 10.2.2
 */
const conditions: readonly SchemaRule[] = (["if", "then", "else"] as const).map((part) => ({
  keyword: part,
  example: "where `country` is `US`, `state` must now be sent: orders without it are refused.",
  events: {
    added: event("narrower", `a condition (${part}) is new`),
    removed: event("wider", `a condition (${part}) is gone`),
    ...(part === "if" ? { changed: event("incomparable", "a condition (if) is another one") } : {}),
  },
  compare(base, revision, walk) {
    for (const [before, after] of align(base.conditions, revision.conditions, schemaOf)) {
      const [b, r] = [before?.[part], after?.[part]];
      if (!b && !r) continue;
      if (!b || !r) walk.emit(r ? "added" : "removed", places(base, revision, part));
      else if (part !== "if") walk.descend([part], [b], [r]);
      else walk.emitIfOther([b], [r], "changed", places(base, revision, part));
    }
  },
}));

function schemaOf(condition: Condition): Json {
  return Object.fromEntries(Object.entries(condition).map(([keyword, { node }]) => [keyword, node]));
}

export const partRules: readonly SchemaRule[] = [
  additional,
  patternProperties,
  dependentSchemas,
  items,
  prefixItems,
  ...applied,
  dependentRequired,
  not,
  ...conditions,
];
