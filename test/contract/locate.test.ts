import fc from "fast-check";
import { dump } from "js-yaml";
import { expect, test } from "vitest";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { locate } from "../../src/contract/locate.ts";
import type { Where } from "../../src/errors.ts";
import { at, isObject, type Json, join, tokens } from "../../src/json.ts";
import { runs } from "../support/long.ts";

const json = `{
  "openapi": "3.1.0",
  "paths": {
    "/a": { "get": { "tags": ["x", "y{\\"}"], "deprecated": true } },
    "/b\\u0041": {}
  }
}`;

const yaml = `# a comment
openapi: 3.1.0
paths: # all of them
  "/a":
    get:
      description: |
        paths:
          /a: not this one
      tags:
      - x
      - y
  '/it''s': { get: { tags: [x, y] } }
  /b: &b
    get:
      <<: *b
`;

const wide = `openapi: 3.1.0
paths:
${Array.from({ length: 300 }, (_, i) => `  /p${i}:\n    get:\n      summary: ${"word ".repeat(20)}\n      tags: [a, b]\n`).join("")}`;

test.each([
  ["JSON", "/paths/~1a/get/deprecated", json, 4, 46],
  ["JSON", "/paths/~1a/get/tags/1", json, 4, 36],
  ["JSON", "/paths/~1bA", json, 5, 5],
  ["JSON", "", json, 1, 1],
  ["JSON, a place that is not there", "/paths/~1a/get/security/0", json, 4, 13],
  ["YAML", "/paths/~1a/get/tags", yaml, 9, 7],
  ["YAML", "/paths/~1a/get/tags/1", yaml, 11, 9],
  ["YAML", "/paths/~1it's/get/tags/1", yaml, 12, 32],
  ["YAML", "/paths/~1b/get", yaml, 14, 5],
  ["YAML, a place behind a merge", "/paths/~1b/get/get", yaml, 14, 5],
  ["YAML, a place that is not there", "/components/schemas", yaml, 1, 1],
  ["large YAML", "/paths/~1p299/get/tags/1", wide, 1202, 17],
])("in %s, %s is found", async (_, pointer, text, line, column) => {
  const located = await locate({ document: {}, texts: [{ file: "api", text }], bundled: {} }, [pointer]);
  expect(located).toEqual(new Map([[pointer, { file: "api", line, column }]]));
});

test("many places are found at once, in whatever order they are asked for", async () => {
  const pointers = ["/paths/~1b/get", "/openapi", "/paths/~1a", "/paths/~1a"];
  const located = await locate({ document: {}, texts: [{ file: "api", text: yaml }], bundled: {} }, pointers);
  expect([...located].map(([pointer, { line }]) => [pointer, line])).toEqual([
    ["/paths/~1b/get", 14],
    ["/openapi", 2],
    ["/paths/~1a", 4],
  ]);
});

const documents = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    fc.string(),
    fc.integer(),
    fc.constantFrom(null, true, "}", '"{', "\\"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("a/b", "~", '"', "\\", "__proto__", "0")), tie("value"), {
      maxKeys: 5,
    }),
  ),
})).value;

test.each([[0], [2], ["\t"]])("every place of any JSON is where its text begins (indented by %j)", async (indent) => {
  await fc.assert(
    fc.asyncProperty(documents, async (document) => {
      const text = JSON.stringify({ document }, null, indent);
      const pointers = [...all(document, "/document")];
      const located = await locate({ document: {}, texts: [{ file: "api", text }], bundled: {} }, pointers);
      const lines = text.split("\n");
      for (const pointer of pointers) {
        const { line = 0, column = 0 } = located.get(pointer) ?? {};
        const rest = lines[line - 1]?.slice(column - 1) ?? "";
        expect(rest.startsWith(beginning({ document }, pointer))).toBe(true);
      }
      // Alone, so that everything before it is skipped.
      const last = pointers.slice(-1);
      const alone = await locate({ document: {}, texts: [{ file: "api", text }], bundled: {} }, last);
      expect([...alone]).toEqual(last.map((pointer) => [pointer, located.get(pointer)]));
    }),
    runs(200),
  );
});

test("indentation that misleads costs time, and no place", async () => {
  const text = '{\n"a": {\n"b": [\n1\n],\n"c": {\n}\n},\n"d": 1\n}';
  const located = await locate({ document: {}, texts: [{ file: "api", text }], bundled: {} }, ["/d"]);
  expect(located.get("/d")).toEqual({ file: "api", line: 9, column: 1 });
});

const keys = fc.oneof(
  fc.stringMatching(/^[a-z]{1,8}$/),
  fc.constantFrom("a/b", "it's", "a: b", "#", "- x", "200", '"', "/p/{id}", "<"),
);
const large = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium" },
    fc.lorem({ maxCount: 60 }),
    fc.constantFrom("key: value\n  more: text\n", "# no comment\nlines", "", null, 1.5),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 6 }),
  ),
})).value;

test("a large YAML text that is split is read as if it were parsed whole", async () => {
  await fc.assert(
    fc.asyncProperty(large, fc.constantFrom(-1, 2, 4), fc.nat(3), async (value, flowLevel, spaces) => {
      const text = dump({ padding: "word ".repeat(300), document: value }, { flowLevel, indent: spaces + 1 });
      const pointers = [...all(value, "/document")];
      const located = await locate({ document: {}, texts: [{ file: "api", text }], bundled: {} }, pointers);
      const lines = new LineCounter();
      const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: false }).contents;
      expect(located).toEqual(new Map(pointers.map((pointer) => [pointer, place(parsed, pointer, lines)])));
    }),
    runs(60),
  );
});

/** The place of a key or element, as a parser has it that has seen the whole text. */
function place(document: unknown, pointer: string, lines: LineCounter): Where {
  let node = document;
  let offset = 0;
  for (const token of tokens(pointer)) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === token) : undefined;
    const named = isSeq(node) ? node.items[Number(token)] : pair?.key;
    offset = isNode(named) ? (named.range?.[0] ?? 0) : 0;
    node = isSeq(node) ? named : pair?.value;
  }
  const { line, col: column } = lines.linePos(offset);
  return { file: "api", line, column };
}

function* all(value: unknown, pointer: string): Generator<string> {
  yield pointer;
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* all(member, join(pointer, name));
}

/** What stands where the pointer leads: the key, or the element's own first characters. */
function beginning(document: Json, pointer: string): string {
  const end = pointer.lastIndexOf("/");
  const value = at(document, pointer) ?? null;
  if (isObject(at(document, pointer.slice(0, end)))) return JSON.stringify(tokens(pointer).at(-1));
  return typeof value === "object" && value !== null ? JSON.stringify(value).slice(0, 1) : JSON.stringify(value);
}
