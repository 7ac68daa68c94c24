import { expect, test } from "vitest";
import { renamedValues } from "../../../src/suggest/values/renamed.ts";

test.each<readonly [meaning: string, before: readonly string[], after: readonly string[], pairs: object]>([
  ["case", ["open", "paid"], ["OPEN", "PAID"], { open: "OPEN", paid: "PAID" }],
  ["separators", ["open", "in_progress"], ["open", "in-progress"], { in_progress: "in-progress" }],
  ["words in one", ["inProgress"], ["IN_PROGRESS"], { inProgress: "IN_PROGRESS" }],
  ["the plural", ["order", "refunds"], ["orders", "refund"], { order: "orders", refunds: "refund" }],
  [
    "the other English",
    ["cancelled", "authorised"],
    ["canceled", "authorized"],
    { cancelled: "canceled", authorised: "authorized" },
  ],
  [
    "one word in front of all",
    ["open", "paid"],
    ["STATUS_OPEN", "STATUS_PAID"],
    { open: "STATUS_OPEN", paid: "STATUS_PAID" },
  ],
  ["that word gone", ["order.open", "order.paid"], ["open", "paid"], { "order.open": "open", "order.paid": "paid" }],
  ["another word", ["open", "paid"], ["open", "settled"], {}],
  ["the opposite", ["active", "paid"], ["inactive", "paid"], {}],
  ["the opposite of all", ["open", "paid"], ["not_open", "not_paid"], {}],
  ["a word in front of one", ["open", "paid"], ["open", "partially_paid"], {}],
  ["other words that look alike", ["filled", "shipped", "news"], ["filed", "skipped", "new"], {}],
  ["another number", ["tier1"], ["tier2"], {}],
  ["two that it could be", ["open", "paid"], ["open", "Paid", "PAID"], {}],
  ["one that stays", ["paid", "Paid"], ["paid", "PAID"], {}],
])("%s", (_, before, after, pairs) => {
  expect(Object.fromEntries(renamedValues(before, after))).toEqual(pairs);
});

test("what is no text is no name", () => {
  expect(renamedValues([1, null, "1"], [2, null])).toEqual(new Map());
});
