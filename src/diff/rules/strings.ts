import { isObject } from "../../json.ts";
import { isSameBase64, isSameBytes } from "../schema/bytes.ts";
import { formatCovers } from "../schema/format.ts";
import type { View } from "../schema/view.ts";
import {
  type Effect,
  places,
  position,
  type SchemaEvent,
  type SchemaRule,
  type Seen,
  type Spot,
  usualTodo,
} from "./rule.ts";
import { levelInParameter } from "./types.ts";

/**
 * The regular expression that strings match. Two patterns are never run against each other: which strings they share
 * cannot be told safely, so a changed pattern is a warning, but for a list of words that became longer.
 * @see JSON Schema 2020-12 Validation, section 6.3.3
 */
const pattern: SchemaRule<"added" | "removed" | "generalized" | "changed"> = {
  keyword: "pattern",
  about: "string",
  example: "`^[0-9]+$` is added to the parameter `code`: `abc` is now refused.",
  events: {
    added: patternEvent("narrower", { revision: "^a" }),
    removed: patternEvent("wider", { base: "^a" }),
    generalized: patternEvent("wider", { base: "^(a|b)$", revision: "^(a|b|c)$" }),
    changed: patternEvent("unclear", { base: "^a", revision: "^b" }),
  },
  compare(base, revision, walk) {
    const [before, after] = [base.patterns, revision.patterns];
    const [gone, come] = [without(before, after), without(after, before)];
    if (gone.length === 0 && come.length === 0) return;
    walk.emit(patternName(gone, come, revision), {
      ...(before.size > 0 && { base: listed(before) }),
      ...(after.size > 0 && { revision: listed(after) }),
      ...places(base, revision, "pattern"),
    });
  },
};

function patternEvent(effect: Effect, seen: Seen): SchemaEvent {
  const text: SchemaEvent["text"] = ({ base, revision }) =>
    `matches ${revision ?? "anything"} (was ${base ?? "anything"})`;
  return { effect, cases: [seen], text, todo: usualTodo };
}

function without(patterns: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...patterns].filter((one) => !others.has(one));
}

function listed(patterns: ReadonlySet<string>): string {
  return [...patterns].sort().join(" and ");
}

/** All of a schema's patterns must match. One that everything matches is still written. */
function patternName(gone: readonly string[], come: readonly string[], { nodes, patterns }: View) {
  if (gone.length === 0) return "added";
  const isWritten = nodes.some(({ node }) => isObject(node) && Object.hasOwn(node, "pattern"));
  if (come.length === 0) return isWritten && patterns.size === 0 ? "generalized" : "removed";
  const [was, is] = [gone[0] ?? "", come[0] ?? ""];
  return gone.length === 1 && come.length === 1 && isGeneralized(was, is) ? "generalized" : "changed";
}

/**
 * What a string or number stands for. Formats whose values are known are compared as sets of values (`int32` is part of
 * `int64`, `date` is not part of `date-time`); a format that only this vendor knows is a note,
 * and so is `int64` or `double` where none was said.
 * @see JSON Schema 2020-12 Validation, section 7.3; the OpenAPI Format Registry
 */
const format: SchemaRule<"changed"> = {
  keyword: "format",
  example: "`created` becomes a `date-time` in a request: `yesterday` may now be refused.",
  events: {
    changed: {
      effect: formatEffect,
      id: formatId,
      level: (spot, seen, perspective) => levelInParameter(formatEffect(seen), spot, perspective),
      cases: [
        { revision: "date" },
        { base: "date" },
        { base: "date", revision: "date-time" },
        { base: "shop-code", revision: "shop-id" },
      ],
      text: ({ base, revision }) => `format ${revision ?? "none"} (was ${base ?? "none"})`,
      todo: usualTodo,
    },
  },
  compare(base, revision, walk) {
    if (base.format === revision.format || typesDiffer(base.types, revision.types)) return;
    if (isSameBytes(base, revision) || isSameBase64(base, revision)) return;
    const seen: Seen = {
      ...(base.format === undefined ? {} : { base: base.format }),
      ...(revision.format === undefined ? {} : { revision: revision.format }),
    };
    walk.emit("changed", { ...seen, ...places(base, revision, "format") });
  },
};

export const stringRules: readonly SchemaRule[] = [pattern, format];

function isGeneralized(base: string, revision: string): boolean {
  const [before, after] = [wordsOf(base), wordsOf(revision)];
  return before !== undefined && after !== undefined && before.every((word) => after.includes(word));
}

/** The words of `^(red|blue)$`; undefined for a pattern that says anything else. */
function wordsOf(pattern: string): string[] | undefined {
  return /^\^\((?:\?:)?([\w -]+(?:\|[\w -]+)*)\)\$$/.exec(pattern)?.[1]?.split("|");
}

/** Then the types tell it, and a format beside them adds nothing. */
function typesDiffer(base: ReadonlySet<string> | undefined, revision: ReadonlySet<string> | undefined): boolean {
  return [...(base ?? [])].sort().join() !== [...(revision ?? [])].sort().join();
}

function formatEffect({ base, revision }: Seen): Effect {
  const wider = covers(revision, base);
  const narrower = covers(base, revision);
  if (wider === undefined || narrower === undefined || (wider && narrower)) return "none";
  return wider ? "wider" : narrower ? "narrower" : "incomparable";
}

/** Whether each value of the inner format is one of the outer; undefined where a format is not known. */
function covers(outer: Seen["base"], inner: Seen["base"]): boolean | undefined {
  if (![outer, inner].every((name) => name === undefined || known.has(String(name)))) return undefined;
  if (inner === undefined && asWide.has(String(outer))) return true;
  return outer === undefined || (inner !== undefined && formatCovers(String(outer), String(inner)));
}

/** As wide as the numbers that programs send without a format: saying so refuses nobody. */
const asWide: ReadonlySet<string> = new Set(["int64", "double"]);

const known: ReadonlySet<string> = new Set([
  ..."date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uuid".split(" "),
  ..."uri uri-reference iri iri-reference json-pointer relative-json-pointer regex".split(" "),
  ..."int32 int64 float double byte".split(" "),
]);

function formatId(spot: Spot, _seen: Seen, effect: Effect): string {
  const names: Partial<Record<Effect, string>> = {
    wider: "type-generalized",
    none: "type-compatible",
    narrower: spot.direction === "response" ? "type-specialized" : "type-changed",
  };
  return `${position(spot)}-${names[effect] ?? "type-changed"}`;
}
