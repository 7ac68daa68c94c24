import type { Limit } from "../view.ts";
import { keyword, limitEvent, lower, upper } from "./keyword.ts";
import type { SchemaRule } from "./rule.ts";

/**
 * Keywords that are one number: lengths in characters (not bytes), counts of elements and of properties.
 * @example `maxLength: 100` becomes `50` in a request body: a note of 60 characters is now refused.
 * @see JSON Schema 2020-12 Validation, sections 6.3 to 6.5
 */
export const limitRules: readonly SchemaRule[] = [
  limit("maxLength", "max-length", "characters"),
  limit("minLength", "min-length", "characters"),
  limit("maxItems", "max-items", "elements"),
  limit("minItems", "min-items", "elements"),
  limit("maxContains", "max-contains", "matching elements"),
  limit("minContains", "min-contains", "matching elements"),
  limit("maxProperties", "max-properties", "properties"),
  limit("minProperties", "min-properties", "properties"),
];

function limit(written: Limit, id: string, unit: string): SchemaRule {
  const isUpper = written.startsWith("max");
  const said = (value: number | undefined) => (value === undefined ? `any number of ${unit}` : `${value} ${unit}`);
  return keyword<number, "set" | "unset" | "increased" | "decreased">({
    keyword: id,
    written: [written],
    events: isUpper ? upper : lower,
    read: (view) => view.limits.get(written),
    compare: limitEvent,
    text: ({ base, revision }) => `${isUpper ? "at most" : "at least"} ${said(revision)} (was ${said(base)})`,
    todo: {
      narrower: isUpper ? `Send fewer ${unit}, or split what you send.` : `Send at least as many ${unit}.`,
      wider: isUpper ? `Make room for more ${unit} where you store or show them.` : `Expect fewer ${unit} than before.`,
    },
  });
}
