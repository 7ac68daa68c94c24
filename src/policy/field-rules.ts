/**
 * Ids of checks that severity files of the field name and driftpin does not have, since it reads what they are about as
 * another rule.
 */
export const fieldRules: ReadonlySet<string> = new Set([
  "api-security-component-oauth-scope-changed",
  "new-required-request-header-property",
  "request-body-all-of-added",
  "request-body-all-of-added-annotation-only",
  "request-body-all-of-removed",
  "request-body-all-of-removed-annotation-only",
  "request-body-wrapped-in-one-of-original-preserved",
  "request-header-property-became-enum",
  "request-header-property-became-required",
  "request-property-all-of-added",
  "request-property-all-of-added-annotation-only",
  "request-property-all-of-removed",
  "request-property-all-of-removed-annotation-only",
  "request-required-property-became-not-read-only-in-openapi-31",
  "response-body-all-of-added",
  "response-body-all-of-added-annotation-only",
  "response-body-all-of-removed",
  "response-body-all-of-removed-annotation-only",
  "response-body-wrapped-in-one-of-original-preserved",
  "response-property-all-of-added",
  "response-property-all-of-added-annotation-only",
  "response-property-all-of-removed",
  "response-property-all-of-removed-annotation-only",
]);
