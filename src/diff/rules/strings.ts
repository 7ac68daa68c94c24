import { formatCovers } from "../schema/format.ts";
import { keyword } from "./keyword.ts";
import { type Effect, places, position, type SchemaRule, type Seen, type Spot, usualTodo } from "./rule.ts";
import { levelInParameter } from "./types.ts";

/**
 * The regular expression that strings match. Two patterns are never run against each other: which strings they share
 * cannot be told safely, so a changed pattern is a warning, but for a list of words that became longer.
 * @see JSON Schema 2020-12 Validation, section 6.3.3
 */
const pattern = keyword<string, "added" | "removed" | "generalized" | "changed">({
  keyword: "pattern",
  about: "string",
  written: ["pattern"],
  example: "`^[0-9]+$` is added to the parameter `code`: `abc` is now refused.",
  events: { added: "narrower", removed: "wider", generalized: "wider", changed: "unclear" },
  cases: {
    added: { revision: "^a" },
    removed: { base: "^a" },
    generalized: { base: "^(a|b)$", revision: "^(a|b|c)$" },
    changed: { base: "^a", revision: "^b" },
  },
  read: ({ patterns }) => (patterns.size > 0 ? [...patterns].sort().join(" and ") : undefined),
  compare(base, revision) {
    if (base === revision) return undefined;
    if (base === undefined) return "added";
    if (revision === undefined) return "removed";
    return isGeneralized(base, revision) ? "generalized" : "changed";
  },
  text: ({ base, revision }) => `matches ${revision ?? "anything"} (was ${base ?? "anything"})`,
});

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
