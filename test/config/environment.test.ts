import { expect, test } from "vitest";
import { secret } from "../../src/config/environment.ts";

test.each([
  ["a reference stands for the variable's value", "${TOKEN}", "t0ken"],
  ["a variable that is not set has none", "${MISSING}", undefined],
  ["a variable that is empty counts as not set", "${EMPTY}", undefined],
  ["what is no reference stands for itself", "robot", "robot"],
])("%s", (_, reference, expected) => {
  expect(secret(reference, { TOKEN: "t0ken", EMPTY: "" })).toBe(expected);
});
