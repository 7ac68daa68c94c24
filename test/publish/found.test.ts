import { expect, test } from "vitest";
import { added, type Found, foundOf, kept, nothing, overlap, setHash, union } from "../../src/publish/issue/found.ts";

const set = (breaking: string[], warning: string[] = [], info: string[] = []): Found => ({ breaking, warning, info });

test.each<[string, Found, Found, Found]>([
  ["new findings", set(["a"]), set(["a", "b"], ["c"]), set(["b"], ["c"])],
  ["graver findings", set([], ["a"], ["b"]), set(["a"], [], ["b"]), set(["a"])],
  ["no milder findings", set(["a"]), set([], ["a"]), nothing],
  ["nothing where less was found", set(["a", "b"]), set(["a"]), nothing],
])("added are %s", (_, before, now, expected) => expect(added(before, now)).toEqual(expected));

test("what is known together has tonight's levels", () => {
  expect(union(set(["a", "b"]), set(["c"], ["a"]))).toEqual(set(["b", "c"], ["a"]));
});

test.each([
  [true, set(["a"]), set([], ["a"])],
  [false, set(["a"]), set(["b"])],
])("overlap is %s", (expected, one, other) => expect(overlap(one, other)).toBe(expected));

test("the order of findings, and how often one is told, do not matter", () => {
  const entries = [
    { fingerprint: "one", level: "info" },
    { fingerprint: "two", level: "breaking" },
    { fingerprint: "one", level: "warning" },
  ] as const;
  expect(setHash(foundOf(entries))).toBe(setHash(foundOf([...entries].reverse())));
});

test("of very many findings only some are kept, and no other counts as new because of that", () => {
  const many = foundOf(Array.from({ length: 2_000 }, (_, i) => ({ fingerprint: `finding ${i}`, level: "breaking" })));
  const fewer = { ...many, breaking: many.breaking.slice(100) };
  expect([kept(many).breaking.length, added(kept(many), many), added(kept(many), fewer)]).toEqual([
    500,
    nothing,
    nothing,
  ]);
});
