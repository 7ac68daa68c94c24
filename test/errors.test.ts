import { expect, test } from "vitest";
import { CouldNotCheckError, UsageError } from "../src/errors.ts";

test("an error says where, what and what to do in one line, and one more for each that came along", () => {
  const also = [new UsageError("DP1007", { what: "unknown key", where: { file: "driftpin.yaml" } })];
  const where = { file: "driftpin.yaml", line: 7, column: 5 };
  expect(new UsageError("DP1004", { what: '"source" is missing', where, todo: "add it", also }).message).toBe(
    'driftpin.yaml:7:5 DP1004 "source" is missing: add it\ndriftpin.yaml DP1007 unknown key',
  );
});

test("what a vendor wrote cannot steer a terminal", () => {
  const error = new CouldNotCheckError("DP2003", {
    what: "no \u001b]0;owned\u0007file",
    where: { file: "a\u202Eb" },
    todo: "did you\nmean this?",
  });
  expect([error.message, error.what, error.where, error.todo]).toEqual([
    "a b DP2003 no  ]0;owned file: did you mean this?",
    "no  ]0;owned file",
    { file: "a b" },
    "did you mean this?",
  ]);
});
