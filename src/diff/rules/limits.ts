import type { Limit } from "../view.ts";
import { keyword, limitCases, limitEvent, lower, upper } from "./keyword.ts";
import type { SchemaRule } from "./rule.ts";

/**
 * Keywords that are one number: lengths in characters (not bytes), counts of elements and of properties.
 * @see JSON Schema 2020-12 Validation, sections 6.3 to 6.5
 */
export const limitRules: readonly SchemaRule[] = [
  limit("maxLength", "max-length", "characters", "`maxLength: 50` becomes `20` in a request: a note of 30 is refused."),
  limit("minLength", "min-length", "characters", "`minLength: 20` becomes `50` in a request: a note of 30 is refused."),
  limit(
    "maxItems",
    "max-items",
    "elements",
    "`maxItems: 20` becomes `50` in a response: a table of 20 rows overflows.",
  ),
  limit(
    "minItems",
    "min-items",
    "elements",
    "`minItems: 20` is gone in a response: the list may be empty, and `list[0]` throws.",
  ),
  limit(
    "maxContains",
    "max-contains",
    "matching elements",
    "`maxContains: 50` becomes `20` in a request: 30 are refused.",
  ),
  limit(
    "minContains",
    "min-contains",
    "matching elements",
    "`minContains: 20` becomes `50` in a request: 30 are refused.",
  ),
  limit(
    "maxProperties",
    "max-properties",
    "properties",
    "`maxProperties: 50` becomes `20` in a request: 30 labels are refused.",
  ),
  limit(
    "minProperties",
    "min-properties",
    "properties",
    "`minProperties: 20` becomes `50` in a request: 30 labels are refused.",
  ),
];

function limit(written: Limit, id: string, unit: string, example: string): SchemaRule {
  const isUpper = written.startsWith("max");
  const said = (value: number | undefined) => (value === undefined ? `any number of ${unit}` : `${value} ${unit}`);
  return keyword<number, "set" | "unset" | "increased" | "decreased">({
    keyword: id,
    written: [written],
    example,
    events: isUpper ? upper : lower,
    cases: limitCases(20, 50),
    read: (view) => view.limits.get(written),
    compare: limitEvent,
    text: ({ base, revision }) => `${isUpper ? "at most" : "at least"} ${said(revision)} (was ${said(base)})`,
    todo: {
      narrower: isUpper ? `Send fewer ${unit}, or split what you send.` : `Send at least as many ${unit}.`,
      wider: isUpper ? `Make room for more ${unit} where you store or show them.` : `Expect fewer ${unit} than before.`,
    },
  });
}
