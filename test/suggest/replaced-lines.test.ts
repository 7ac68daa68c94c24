import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/suggest/diff.ts";
import { applied, isConflict } from "../../src/suggest/edits.ts";
import { replacedLines } from "../../src/suggest/replaced-lines.ts";
import type { Edit } from "../../src/suggest/suggestion.ts";

const file = "src/shop.ts";

/** A text with the lines of a diff between it and another put in, as GitHub puts in what is suggested. */
function withLines(text: string, edits: readonly Edit[]): string {
  const lines = text.split("\n");
  const replaced = replacedLines(unifiedDiff(edits, () => text));
  for (const { start, end, lines: now } of replaced.toReversed()) lines.splice(start - 1, end - start + 1, ...now);
  return lines.join("\n");
}

const line = fc.constantFrom("", "a", "b", "  }", "-- a", "++ b", "@@ -1 +1 @@", "\\ x", "--- a/x", "+++ b/x");
const text = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => `${lines.join("\n")}\n`);

test("what is put in for the lines makes of a text what the edits make of it", () => {
  const changed = text.chain((before) =>
    fc
      .array(
        fc
          .tuple(fc.nat(before.length - 1), fc.nat(4), fc.array(line, { maxLength: 3 }))
          .map(([start, length, lines]) => ({
            ...{ file, start, end: Math.min(start + length, before.length - 1) },
            text: lines.join("\n"),
          })),
        { maxLength: 3 },
      )
      .filter((edits) => !isConflict(edits))
      .map((edits) => ({ before, edits })),
  );
  fc.assert(
    fc.property(changed, ({ before, edits }) => {
      expect(withLines(before, edits)).toBe(applied(before, edits));
    }),
    { numRuns: 500 },
  );
});

const edit = (before: string, after: string): Edit[] => [{ file, start: 0, end: before.length, text: after }];

test.each<[name: string, before: string, after: string, expected: object[]]>([
  ["a line", "a\nb\nc\n", "a\nB\nc\n", [{ start: 2, end: 2, lines: ["B"] }]],
  [
    "two runs",
    "a\nb\nc\n",
    "A\nb\nC\n",
    [
      { start: 1, end: 1, lines: ["A"] },
      { start: 3, end: 3, lines: ["C"] },
    ],
  ],
  ["lines that go", "a\nb\nc\nd\n", "a\nd\n", [{ start: 2, end: 3, lines: [] }]],
  ["a line after another", "a\nb\n", "a\nnew\nb\n", [{ start: 1, end: 1, lines: ["a", "new"] }]],
  ["a first line", "a\nb\n", "new\na\nb\n", [{ start: 1, end: 1, lines: ["new", "a"] }]],
  ["a file without a last line end", "a\nb", "a\nB", [{ start: 2, end: 2, lines: ["B"] }]],
  ["line ends of Windows", "a\r\nb\r\n", "a\r\nB\r\n", [{ start: 2, end: 2, lines: ["B"] }]],
  ["an empty file", "", "a\n", []],
])("%s", (_, before, after, expected) => {
  const replaced = replacedLines(unifiedDiff(edit(before, after), () => before));
  expect(replaced).toEqual(expected.map((run) => ({ file, ...run })));
});
