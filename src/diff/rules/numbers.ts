import { keyword } from "./keyword.ts";
import type { SchemaRule } from "./rule.ts";

/**
 * The number of which a value is a multiple.
 * @see JSON Schema 2020-12 Validation, section 6.2.1
 */
const multipleOf = keyword<number[], "set" | "unset" | "generalized" | "specialized" | "changed">({
  keyword: "multiple-of",
  about: "number",
  written: ["multipleOf"],
  example: "`multipleOf: 1` becomes `5` for an amount in a request: 12 is now refused.",
  events: { set: "narrower", unset: "wider", generalized: "wider", specialized: "narrower", changed: "incomparable" },
  cases: {
    set: { revision: [5] },
    unset: { base: [5] },
    generalized: { base: [10], revision: [5] },
    specialized: { base: [5], revision: [10] },
    changed: { base: [2], revision: [5] },
  },
  read: ({ multiplesOf }) => (multiplesOf.size > 0 ? [...multiplesOf].sort((a, b) => a - b) : undefined),
  compare(base, revision) {
    if (!base || !revision) return base ? "unset" : revision ? "set" : undefined;
    const wider = implies(base, revision);
    const narrower = implies(revision, base);
    if (wider && narrower) return undefined;
    return wider ? "generalized" : narrower ? "specialized" : "changed";
  },
  text: ({ base, revision }) => `${said(revision)} (was ${said(base)})`,
});

function said(factors: readonly number[] | undefined): string {
  return factors ? `a multiple of ${factors.join(" and ")}` : "any number";
}

/** Whether a multiple of all the first is a multiple of all the second. */
function implies(given: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((factor) => given.some((multiple) => Number.isInteger(multiple / factor)));
}

/**
 * Whether all elements of an array differ.
 * @see JSON Schema 2020-12 Validation, section 6.4.3
 */
const uniqueItems = keyword<boolean, "set" | "unset">({
  keyword: "unique-items",
  about: "array",
  written: ["uniqueItems"],
  example: 'a list of tags in a request must now be unique: `["a", "a"]` is refused.',
  events: { set: "narrower", unset: "wider" },
  cases: { set: { base: false, revision: true }, unset: { base: true, revision: false } },
  read: (view) => view.uniqueItems,
  compare: (base, revision) => (base === revision ? undefined : revision ? "set" : "unset"),
  text: ({ revision }) => (revision ? "elements must differ" : "elements may repeat"),
});

export const numberRules: readonly SchemaRule[] = [multipleOf, uniqueItems];
