import fc from "fast-check";
import { expect, test } from "vitest";
import { locate } from "../../src/contract/locate.ts";
import { at, isObject, type Json, join, tokens } from "../../src/json.ts";

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
    }),
    { numRuns: 200 },
  );
});

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
