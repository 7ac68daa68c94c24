import { expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

test.each([
  ["a letter too many", "serverr", ["server", "source"], ["server"]],
  ["another case", "LATEST", ["latest", "next"], ["latest"]],
  ["nothing alike", "zebra", ["server", "source"], []],
  ["several, the nearest first", "v1.0", ["v2.1", "v1.1"], ["v1.1", "v2.1"]],
])("%s", (_, name, candidates, expected) => {
  expect(nearest(name, candidates, 2)).toEqual(expected);
});
