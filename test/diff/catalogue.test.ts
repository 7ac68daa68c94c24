import { expect, test } from "vitest";
import { catalogue } from "../../src/diff/catalogue.ts";

const byId = new Map(catalogue().map((rule) => [rule.id, rule]));

test.each([
  ["of an operation", "new-required-request-parameter", "breaking", "info"],
  ["of a parameter's values", "request-parameter-max-length-increased", "info", "breaking"],
  ["of a header's values", "response-header-max-length-decreased", "info", "breaking"],
  ["that is no other", "request-parameter-removed-before-sunset", "breaking", undefined],
  ["of a body, which has ids of its own", "request-property-removed", "breaking", undefined],
])("a rule has the level where the vendor calls us: %s", (_, id, consumer, received) => {
  const rule = byId.get(id);
  expect([rule?.level.consumer, rule?.received?.consumer]).toEqual([consumer, received]);
});
