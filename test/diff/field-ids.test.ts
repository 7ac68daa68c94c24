import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../src/diff/catalogue.ts";

/** The ids that teams' severity files use, with the level that a strict provider gives them. */
const known: ReadonlyMap<string, string> = new Map(
  readFileSync(new URL("field-ids.tsv", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([id = "", level = ""]) => [id, level]),
);

/** Ids that we do not have, and why. A rule that comes to have one of them is taken off this list. */
const without: Readonly<Record<string, readonly string[]>> = {
  "what parts an allOf has does not matter: they are merged, and what they say is told by keyword": [
    "request-body-all-of-added",
    "request-body-all-of-added-annotation-only",
    "request-body-all-of-removed",
    "request-body-all-of-removed-annotation-only",
    "request-property-all-of-added",
    "request-property-all-of-added-annotation-only",
    "request-property-all-of-removed",
    "request-property-all-of-removed-annotation-only",
    "response-body-all-of-added",
    "response-body-all-of-added-annotation-only",
    "response-body-all-of-removed",
    "response-body-all-of-removed-annotation-only",
    "response-property-all-of-added",
    "response-property-all-of-added-annotation-only",
    "response-property-all-of-removed",
    "response-property-all-of-removed-annotation-only",
  ],
  "the version of the description is not held against what changed in it": [
    "api-major-version-not-bumped",
    "api-version-decreased",
    "api-version-not-bumped",
  ],
  "nobody calls a component: it is told where an operation reaches it": [
    "api-schema-removed",
    "api-security-component-added",
    "api-security-component-oauth-scope-added",
    "api-security-component-oauth-scope-changed",
    "api-security-component-oauth-scope-removed",
    "api-security-component-removed",
  ],
  "a schema that becomes one of several branches is compared with the branch that it became": [
    "request-body-wrapped-in-one-of-original-preserved",
    "response-body-wrapped-in-one-of-original-preserved",
  ],
  "which way a property travels is told the same for required and optional ones": [
    "request-optional-property-became-not-read-only",
    "request-optional-property-became-not-write-only",
    "request-optional-property-became-read-only",
    "request-optional-property-became-write-only",
    "request-read-only-property-enum-value-removed",
    "request-read-only-property-exclusive-max-decreased",
    "request-read-only-property-exclusive-min-increased",
    "request-read-only-property-max-decreased",
    "request-read-only-property-max-items-decreased",
    "request-read-only-property-max-length-decreased",
    "request-read-only-property-max-properties-decreased",
    "request-read-only-property-min-increased",
    "request-required-property-became-not-read-only",
    "request-required-property-became-not-read-only-in-openapi-31",
    "request-required-property-became-not-write-only",
    "request-required-property-became-read-only",
    "request-required-property-became-write-only",
    "response-optional-property-became-not-read-only",
    "response-optional-property-became-not-write-only",
    "response-optional-property-became-read-only",
    "response-optional-property-became-write-only",
    "response-required-property-became-not-read-only",
    "response-required-property-became-not-write-only",
    "response-required-property-became-read-only",
    "response-required-property-became-write-only",
    "response-write-only-property-became-optional",
    "response-write-only-property-became-required",
    "response-write-only-property-enum-value-added",
  ],
  "patterns are not compared as sets of strings yet": [
    "request-parameter-pattern-generalized",
    "request-property-pattern-generalized",
  ],
  "values that an extension lists are not read yet": [
    "request-parameter-x-extensible-enum-value-removed",
    "request-property-x-extensible-enum-value-removed",
  ],
  "whether the rest of the path is new does not matter to a caller": [
    "new-optional-request-default-parameter-to-existing-path",
    "new-required-request-default-parameter-to-existing-path",
  ],
  "a header parameter is a parameter": [
    "new-required-request-header-property",
    "request-header-property-became-enum",
    "request-header-property-became-required",
  ],
};

test("an id that teams already use has the provider's level that they know", () => {
  const shared = catalogue().filter(({ id }) => known.has(id));
  expect(Object.fromEntries(shared.map(({ id, level }) => [id, level.provider]))).toEqual(
    Object.fromEntries(shared.map(({ id }) => [id, known.get(id)])),
  );
});

test("every id that teams already use is in the catalogue, or left out for a reason", () => {
  const ours = new Set(catalogue().map(({ id }) => id));
  const missing = [...known.keys()].filter((id) => !ours.has(id));
  expect(missing.sort()).toEqual(Object.values(without).flat().sort());
});
