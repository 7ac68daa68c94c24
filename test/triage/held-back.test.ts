import { expect, test } from "vitest";
import { heldBack } from "../../src/triage/held-back.ts";

test.each([
  ["NOT_SENT_RATE_LIMIT", "rate-limit"],
  ["NOT_SENT_DEPENDENCY", "dependency"],
  ["NOT_SENT_NETWORK", "network"],
  ["ADDRESS_REFUSED", undefined],
])("a request that ends with %s was held back by %s", (code, cause) => {
  const verdict = heldBack({ kind: "failure", phase: "prepare", code, message: "too often" });
  expect(verdict && [verdict.cause, verdict.text]).toEqual(cause && [cause, "not sent: too often"]);
});
