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
  "what a scope is for is prose": ["api-security-component-oauth-scope-changed"],
  "a schema that becomes one of several branches is compared with the branch that it became": [
    "request-body-wrapped-in-one-of-original-preserved",
    "response-body-wrapped-in-one-of-original-preserved",
  ],
  "a property that is sent is sent, whatever the version of OpenAPI": [
    "request-required-property-became-not-read-only-in-openapi-31",
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
