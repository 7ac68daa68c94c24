import { expect, test } from "vitest";
import { verdict, type Witnesses } from "../../src/drift/verdict.ts";

test.each<[Witnesses, ReturnType<typeof verdict>]>([
  [{ paper: "same", live: "fits" }, undefined],
  [{ paper: "same", live: "not-sampled" }, undefined],
  [{ paper: "differs", live: "published" }, "released"],
  [{ paper: "differs", live: "pinned" }, "announced"],
  [{ paper: "differs", live: "not-sampled" }, "published"],
  [{ paper: "same", live: "new" }, "silent"],
  [{ paper: "same", live: "known" }, undefined],
  [{ paper: "differs", live: "neither" }, "conflicting"],
])("paper $paper, live $live: %s", (witnesses, expected) => {
  expect(verdict(witnesses)).toBe(expected);
});
