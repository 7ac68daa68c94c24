import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/suggest/diff.ts";
import { applied, distinct, isConflict } from "../../src/suggest/edits.ts";
import type { Edit } from "../../src/suggest/suggestion.ts";

const edit = (start: number, end: number, text: string): Edit => ({ file: "a.ts", start, end, text });

test.each<[string, readonly Edit[], boolean]>([
  ["the same change twice", [edit(1, 3, "x"), edit(1, 3, "x")], false],
  ["different changes of one place", [edit(1, 3, "x"), edit(1, 3, "y")], true],
  ["places that overlap", [edit(1, 3, "x"), edit(2, 4, "y")], true],
  ["places side by side", [edit(1, 3, "x"), edit(3, 4, "y")], false],
  ["two insertions at one place", [edit(1, 1, "x"), edit(1, 1, "y")], true],
  ["the same place of two files", [edit(1, 3, "x"), { ...edit(1, 3, "y"), file: "b.ts" }], false],
])("%s: in conflict or not", (_, edits, expected) => {
  expect(isConflict(edits)).toBe(expected);
});

test("nothing outside the places of edits changes, in whatever order they come, and however often", () => {
  const cases = fc
    .tuple(fc.string({ unit: "grapheme", minLength: 1 }), fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.string())))
    .map(([text, raw]) => ({ text, edits: apart(text, raw) }));
  fc.assert(
    fc.property(cases, ({ text, edits }) => {
      const rest = edits.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
      const once = applied(text, edits);
      const inserted = edits.map((one) => one.text).join("");
      expect(once.length).toBe(rest.length + inserted.length);
      expect(applied(text, [...edits, ...edits].toReversed())).toBe(once);
      expect(applied(`\uFEFF${text}`, edits)).toBe(`\uFEFF${once}`);
    }),
  );
});

/** Edits that do not touch each other. */
function apart(text: string, raw: readonly (readonly [number, number, string])[]): Edit[] {
  const edits: Edit[] = [];
  for (const [start, length, replacement] of raw) {
    const end = Math.min(start + length, text.length);
    const next = edit(start, end, replacement);
    if (start <= end && !text.startsWith("\uFEFF") && !isConflict([...edits, next])) edits.push(next);
  }
  return distinct(edits);
}

test("a diff keeps the file's line ends, and a last line without one", () => {
  expect(unifiedDiff([edit(3, 4, "B")], () => "a\r\nb\r\nc")).toBe(
    "--- a/a.ts\n+++ b/a.ts\n@@ -1,3 +1,3 @@\n a\r\n-b\r\n+B\r\n c\n\\ No newline at end of file\n",
  );
});
