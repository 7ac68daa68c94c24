import fc from "fast-check";
import { dump } from "js-yaml";
import { expect, test } from "vitest";
import { yamlReader } from "../../src/contract/yaml/reader.ts";
import { type Known, readLike } from "../../src/contract/yaml/reuse.ts";
import type { Json } from "../../src/json.ts";
import { runs } from "../support/long.ts";

const read = await yamlReader();

/** How a text is read with the help of another one, and what was read for it. */
function reading(text: string, other: string): { value: Json | undefined; parts: string[] } {
  const parts: string[] = [];
  const noting = (part: string) => {
    parts.push(part);
    return read(part);
  };
  return { value: readLike(text, known(other), noting), parts };
}

function known(text: string): Known {
  return { text, value: read(text) };
}

const shop = `openapi: 3.1.0
paths:
  # of customers
  /orders:
    get: { operationId: list }
  "/orders/{id}":
    get:
      operationId: one
      description: |
        One order.

        # not a comment
components:
  schemas:
    Order:
      required:
      - id
      type: object
    '200': {}
`;

test("only the entries that differ are read", () => {
  const revised = shop.replace("operationId: one", "operationId: read");
  expect(reading(revised, shop)).toEqual({
    value: read(revised),
    parts: ['  "/orders/{id}":\n', "      operationId: read\n"],
  });
});

test("an entry that is the same is the very same value", () => {
  const other = known(shop);
  const value = readLike(shop.replace("3.1.0", "3.1.1"), other, read);
  expect((value as { components: Json }).components).toBe((other.value as { components: Json }).components);
});

test.each([
  ["entries that came, went and moved", "a: 1\nb: 2\nc:\n  d: 3\n", "c:\n  d: 4\n  e: 5\na: 1\n"],
  ["a list in the column of its key", "a:\n- 1\n- 2\nb: 1\n", "a:\n- 1\n- 3\nb: 1\n"],
  ["a block text that looks like keys", "a: |\n  b: 1\n  c: 2\nd: 1\n", "a: |\n  b: 1\n  c: 3\nd: 1\n"],
  ["a text over several lines", "a: one\n  two\nb: 1\n", "a: one\n  three\nb: 1\n"],
  ["keys that are numbers and constants", "x:\n  200: 1\n  true: 2\n", "x:\n  200: 1\n  true: 3\n  null: 4\n"],
  ["comments and blank lines at the margin", "a:\n\n# one\n  b: 1\n", "a:\n\n# two\n  b: 1\n\n  c: 2\n"],
  ["Windows line ends", "a:\r\n  b: 1\r\nc: 2\r\n", "a:\r\n  b: 2\r\nc: 2\r\n"],
  ["a key of the prototype", "a:\n  __proto__: 1\n", "a:\n  __proto__: 1\n  b: 2\n"],
  ["a flow mapping that goes on at the margin", "a: {\n  b: 1\n}\nc: 1\n", "a: {\n  b: 2\n}\nc: 1\n"],
  ["no line end at the end", "a: 1\nb: 2", "a: 1\nb: 3"],
])("%s are read as the whole is", (_, other, text) => {
  expect(reading(text, other).value).toEqual(read(text));
});

test.each([
  ["an anchor, which may be used anywhere", "a: &x 1\nb: 1\n", "a: &x 2\nb: 1\n"],
  ["an anchor on a line of its own", "a:\n  &x\n  b: 1\n", "a:\n  &x\n  b: 2\n"],
  ["a merge key", "a:\n  <<: { b: 1 }\n  c: 2\n", "a:\n  <<: { b: 2 }\n  c: 2\n"],
  ["markers of documents", "---\na: 1\n", "---\na: 2\n"],
  ["a list", "- a\n", "- b\n"],
])("%s has to be read as a whole", (_, other, text) => {
  expect(readLike(text, known(other), read)).toBe(undefined);
});

test.each([
  ["a key that stands twice", "a: 1\nb: 1\n", "a: 1\nb: 1\na: 2\n"],
  ["an alias of nothing", "a: 1\nb: 1\n", "a: 1\nb: *x\n"],
  ["a tab for a space", "a: 1\nb:\n  c: 1\n", "a: 1\nb:\n\tc: 2\n"],
  ["a text that does not end", "a: 1\nb: 1\n", 'a: 1\nb: "1\n'],
])("of %s, the whole says where it is", (_, other, text) => {
  expect(readLike(text, known(other), read)).toBe(undefined);
  expect(() => read(text)).toThrow();
});

test("whatever is read with the help of another version says what the whole says", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("a: b", "- x", "# no", "&a", "*b", "|", "yes", "1e3", "a\n b\n\nc"),
  );
  const { value } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("object"),
    ),
    object: fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "200", "/x/{y}", "null", "$ref"), text), tie("value"), {
      maxKeys: 4,
    }),
  }));
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    noArrayIndent: fc.boolean(),
    lineWidth: fc.constantFrom(20, 80, -1),
    forceQuotes: fc.boolean(),
  });
  const document = fc.dictionary(fc.constantFrom("a", "b", "c", "paths"), value, { minKeys: 1 });
  fc.assert(
    fc.property(document, document, style, (first, second, how) => {
      const [other, text] = [
        dump(first, { ...how, noRefs: true }),
        dump({ ...first, ...second }, { ...how, noRefs: true }),
      ];
      const value = readLike(text, known(other), read);
      if (value !== undefined) expect(value).toEqual(read(text));
    }),
    runs(300),
  );
});
