import type { Json } from "../../json.ts";

/**
 * The values of a list that are gone, each with the one that came for it: the same words in another case, with other
 * separators, in the plural or in the other English; or all of them, with one and the same word more or less in front.
 * Values that are alike in the same list are not told apart by that, and so are no pair.
 */
export function renamedValues(before: readonly Json[], after: readonly Json[]): ReadonlyMap<string, string> {
  const [was, is] = [before, after].map((values) => values.filter((value) => typeof value === "string"));
  if (!was || !is) return new Map();
  const gone = was.filter((value) => !is.includes(value));
  const come = is.filter((value) => !was.includes(value));
  const only = (values: readonly string[], essence: string) => {
    const [value, ...others] = values.filter((one) => essenceOf(one) === essence);
    return others.length === 0 ? value : undefined;
  };
  const pairs = gone.flatMap((value) => {
    const [own, other] = [only(was, essenceOf(value)), only(is, essenceOf(value))];
    return own !== undefined && other !== undefined && come.includes(other) ? [[value, other] as const] : [];
  });
  return new Map(pairs.length === 0 && gone.length === was.length ? prefixed(gone, come) : pairs);
}

/** `open` and `paid` are `STATUS_OPEN` and `STATUS_PAID`, or the other way round. */
function prefixed(gone: readonly string[], come: readonly string[]): (readonly [string, string])[] {
  if (gone.length < 2) return [];
  const pairs = gone.flatMap((value) => {
    const [other, ...others] = come.filter((one) => addition(value, one) ?? addition(one, value));
    return other !== undefined && others.length === 0 ? [[value, other] as const] : [];
  });
  const additions = new Set(pairs.map(([value, other]) => addition(value, other) ?? addition(other, value)));
  return pairs.length === gone.length && additions.size === 1 ? pairs : [];
}

/** The words that a longer value has in front of a shorter one; those that turn its meaning round are none. */
function addition(shorter: string, longer: string): string | undefined {
  const [few, many] = [wordsOf(shorter), wordsOf(longer)];
  const rest = many.slice(0, many.length - few.length);
  const isEnd = rest.length > 0 && many.slice(rest.length).join(" ") === few.join(" ");
  return isEnd && !rest.some((word) => /^(not?|non|un)$/.test(word)) ? rest.join(" ") : undefined;
}

function essenceOf(value: string): string {
  return wordsOf(value).join("");
}

function wordsOf(value: string): string[] {
  const apart = value.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  return (apart.match(/[\p{L}\p{N}]+/gu) ?? []).map(plainWord);
}

/** `cancelled` is `canceled`, `authorised` is `authorized`, `orders` is `order`; `filled` is not `filed`. */
function plainWord(word: string): string {
  return word
    .replace(/^(.{4,})ll(ed|ing|er|ation)$/, "$1l$2")
    .replace(/^(.{3,})is(e|ed|es|ing|ation)$/, "$1iz$2")
    .replace(/^(.{3,}[^s])s$/, "$1");
}
