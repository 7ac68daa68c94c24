import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { kinds } from "../../src/suggest/index.ts";
import { cases, jsonOf, textsOf } from "./fixture.ts";
import { suggested, withEdits } from "./suggested.ts";

test.each(cases)("%s", async (name) => {
  const before = textsOf(name, "before");
  const suggestions = await suggested(name, before);
  expect({
    suggested: suggestions.map(({ kind, applicability, text }) => ({ kind, applicability, text })),
    after: withEdits(before, suggestions),
  }).toEqual({ suggested: jsonOf(name, "expected.json"), after: textsOf(name, "after") });
});

test("every kind of patch has three cases at least", () => {
  const count = (kind: string) => cases.filter((name) => dirname(name) === kind).length;
  expect(kinds.filter(({ name }) => count(name) < 3)).toEqual([]);
});

const changed = cases.filter((name) => !isDeepStrictEqual(textsOf(name, "before"), textsOf(name, "after")));

test.each(changed)("%s: what was applied is not suggested again", async (name) => {
  const after = textsOf(name, "after");
  expect((await suggested(name, after)).flatMap(({ edits = [] }) => edits)).toEqual([]);
});
