import { longest } from "../schema/longest.ts";
import { type Limit, limits, type View } from "../schema/view.ts";
import { keyword, limitCases, limitEvent, lower, upper } from "./keyword.ts";
import type { SchemaRule } from "./rule.ts";

/**
 * Keywords that are one number: lengths in characters (not bytes), counts of elements and of properties.
 * @see JSON Schema 2020-12 Validation, sections 6.3 to 6.5
 */
export const limitRules: readonly SchemaRule[] = [
  limit(
    "maxLength",
    "max-length",
    ["character", "characters"],
    "`maxLength: 50` becomes `20` in a request: a note of 30 is refused.",
  ),
  limit(
    "minLength",
    "min-length",
    ["character", "characters"],
    "`minLength: 20` becomes `50` in a request: a note of 30 is refused.",
  ),
  counted(
    limit(
      "maxItems",
      "max-items",
      ["element", "elements"],
      "`maxItems: 20` becomes `50` in a response: a table of 20 rows overflows.",
    ),
  ),
  limit(
    "minItems",
    "min-items",
    ["element", "elements"],
    "`minItems: 20` is gone in a response: the list may be empty, and `list[0]` throws.",
  ),
  limit(
    "maxContains",
    "max-contains",
    ["matching element", "matching elements"],
    "`maxContains: 50` becomes `20` in a request: 30 are refused.",
  ),
  limit(
    "minContains",
    "min-contains",
    ["matching element", "matching elements"],
    "`minContains: 20` becomes `50` in a request: 30 are refused.",
  ),
  limit(
    "maxProperties",
    "max-properties",
    ["property", "properties"],
    "`maxProperties: 50` becomes `20` in a request: 30 labels are refused.",
  ),
  limit(
    "minProperties",
    "min-properties",
    ["property", "properties"],
    "`minProperties: 20` becomes `50` in a request: 30 labels are refused.",
  ),
];

/** The same, where `items: false` after a prefix says as much as `maxItems`. */
function counted(maxItems: SchemaRule): SchemaRule {
  return {
    ...maxItems,
    compare(base, revision, walk) {
      const isSaid = [base, revision].some(({ limits }) => limits.has("maxItems"));
      if (isSaid) maxItems.compare(withLongest(base), withLongest(revision), walk);
    },
  };
}

function withLongest(view: View): View {
  const most = longest(view);
  return most < Number.POSITIVE_INFINITY ? { ...view, limits: new Map([...view.limits, ["maxItems", most]]) } : view;
}

function limit(written: Limit, id: string, [one, many]: readonly [string, string], example: string): SchemaRule {
  const isUpper = written.startsWith("max");
  const said = (value: number | undefined) =>
    value === undefined
      ? `any number of ${many}`
      : `${isUpper ? "at most" : "at least"} ${value} ${value === 1 ? one : many}`;
  return keyword<number, "set" | "unset" | "increased" | "decreased">({
    keyword: id,
    about: limits[written].type,
    written: [written],
    example,
    events: isUpper ? upper : lower,
    cases: limitCases(20, 50),
    read: (view) => view.limits.get(written),
    compare: limitEvent,
    text: ({ base, revision }) => `${said(revision)} (was ${said(base)})`,
    todo: {
      narrower: isUpper ? `Send fewer ${many}, or split what you send.` : `Send at least as many ${many}.`,
      wider: isUpper ? `Make room for more ${many} where you store or show them.` : `Expect fewer ${many} than before.`,
    },
  });
}
