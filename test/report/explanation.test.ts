import { describe, expect, test } from "vitest";
import { explain, explanations } from "../../src/report/explanation.ts";

test("everything that a report can name says what it means and what to do", () => {
  const silent = explanations().filter(({ meaning, todo }) => meaning.trim() === "" || todo.trim() === "");
  expect(silent).toEqual([]);
});

test("a rule of protocol facts is explained with its level and an example", () => {
  expect(explain("protocol-vary-changed")).toEqual([
    {
      kind: "rule",
      of: "answers",
      id: "protocol-vary-changed",
      direction: "response",
      level: { consumer: "none", provider: "none" },
      meaning: "The answers depend on other request headers than when the contract was pinned.",
      todo: "Nothing, unless you cache answers.",
      example: "`vary: accept-language` is new: one address has an answer for each language.",
    },
  ]);
});

test.each([
  ["a rule of descriptions", "endpoint-added", ["descriptions"]],
  ["a rule of answers", "response-property-vanished", ["answers"]],
  ["a name that both have", "response-property-type-changed", ["descriptions", "answers"]],
  ["a cause", "rate-limit", ["cause"]],
])("%s is explained", (_, name, expected) => {
  expect(explain(name).map((one) => (one.kind === "rule" ? one.of : one.kind))).toEqual(expected);
});

describe("a name that is none", () => {
  test.each([
    ["misspelt", "ratelimit", 'DP6005 unknown rule or cause "ratelimit": did you mean "rate-limit"?'],
    ["from elsewhere", "no", 'DP6005 unknown rule or cause "no": driftpin explain --list has them all'],
    [
      "of the field, but not of driftpin",
      "request-body-all-of-added",
      'DP6005 driftpin has no rule "request-body-all-of-added": a severity file may name it, and it is passed over',
    ],
  ])("%s", (_, name, message) => {
    expect(() => explain(name)).toThrow(message);
  });
});
