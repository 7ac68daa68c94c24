import fc from "fast-check";
import { expect, test } from "vitest";
import { cutter } from "../../src/live/recording/cutter.ts";

/** What is cut out of a text that arrives in pieces of a size: the entries, and what is around them. */
function pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  const { cut, around, before } = cutter();
  const found = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    cut(bytes.subarray(i * size, (i + 1) * size)),
  ).flat();
  return {
    entries: found.map((one) => one.bytes.toString()),
    isWhere: found.every((one) => bytes.subarray(one.offset).indexOf(one.bytes) === 0),
    before: before().toString(),
    around: around().toString(),
  };
}

test("entries are cut out wherever the text is torn", () => {
  const hard = fc.constantFrom('"', "\\", '\\"', "},{", "]", ',"entries":[', "é", "😀");
  const value = fc.jsonValue({ maxDepth: 3, stringUnit: fc.oneof(hard, fc.string({ maxLength: 1 })) });
  const property = fc.property(
    fc.array(value),
    value,
    fc.nat(2),
    fc.integer({ min: 1, max: 40 }),
    (entries, pages, indent, size) => {
      const before = { creator: { name: "x" }, pages: [pages] };
      const text = JSON.stringify(
        { log: { ...before, entries, comment: "end" }, _more: { entries: [1] } },
        null,
        indent,
      );
      const cut = pieces(text, size);
      expect({
        entries: cut.entries.map((entry) => JSON.parse(entry)),
        isWhere: cut.isWhere,
        around: JSON.parse(cut.around),
      }).toEqual({
        entries: JSON.parse(JSON.stringify(entries)),
        isWhere: true,
        around: JSON.parse(
          JSON.stringify({ log: { ...before, entries: [], comment: "end" }, _more: { entries: [1] } }),
        ),
      });
    },
  );
  fc.assert(property, { seed: 1, numRuns: 300 });
});

test.each<[name: string, list: string, entries: string[]]>([
  ["an empty list has none", "[]", []],
  ["an empty list with a gap has none", "[ ]", []],
  ["a comma at the end leaves an entry that is no JSON", "[1,]", ["1", ""]],
  ["what follows an entry without a comma is part of it", "[{} {}]", ["{} {}"]],
  ["a bracket of the wrong kind ends an entry that is no JSON", "[{]]", ["{]"]],
])("%s", (_, list, entries) => {
  const [before, after] = ['{"log":{"entries":[', "]}}"];
  expect(pieces(`{"log":{"entries":${list}}}`, 7)).toEqual({
    entries,
    isWhere: true,
    before,
    around: before + after,
  });
});
