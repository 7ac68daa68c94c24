import { expect, test } from "vitest";
import { verdict, type Witnesses } from "../../src/drift/verdict.ts";

test.each<[Witnesses["paper"], Witnesses["live"], ReturnType<typeof verdict>]>([
  ["same", "fits", undefined],
  ["same", "not-sampled", undefined],
  ["differs", "published", "released"],
  ["differs", "pinned", "announced"],
  ["differs", "not-sampled", "published"],
  ["same", "new", "silent"],
  ["same", "known", undefined],
  ["differs", "neither", "conflicting"],
])("paper %s, live %s: %s", (paper, live, expected) => {
  expect(verdict({ paper, live } as Witnesses)).toBe(expected);
});
