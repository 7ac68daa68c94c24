import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { fetched } from "./support/fetched.ts";

const minimal = { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: {} };

test("JSON and YAML that say the same are the same description", async () => {
  const yaml = 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n';
  const [fromYaml, fromJson] = await Promise.all([load(fetched(yaml)), load(fetched(JSON.stringify(minimal)))]);
  expect(fromYaml.document).toEqual(minimal);
  expect(fromJson.document).toEqual(minimal);
});

test("a description keeps its text, and nothing of one file is bundled", async () => {
  const text = JSON.stringify(minimal);
  const { texts, bundled } = await load(fetched(text));
  expect({ texts: texts.map(({ file, text }) => ({ file, text })), bundled }).toEqual({
    texts: [{ file: "api.yaml", text }],
    bundled: {},
  });
});

test.each([
  ["OpenAPI 3", "openapi: 3.0.0\ninfo: {}\npaths:\n  /a:\n    x-n: 1\n"],
  ["Swagger 2.0, which is upgraded", "swagger: '2.0'\nx-n: 1\ninfo: {}\nhost: a.example\npaths: {}\n"],
])("%s is read alike with and without the help of another version", async (_, text) => {
  const revised = text.replace("x-n: 1", "x-n: 2");
  const [{ document, bundled }, alone] = [
    await load(fetched(revised), await load(fetched(text))),
    await load(fetched(revised)),
  ];
  expect({ document, bundled }).toEqual({ document: alone.document, bundled: alone.bundled });
});

test("a byte order mark is no part of a description", async () => {
  expect((await load(fetched(`\uFEFF${JSON.stringify(minimal)}`))).document).toEqual(minimal);
});

test.each([
  ["a date is a string", "2024-01-01", "2024-01-01"],
  ["yes is a string", "yes", "yes"],
  ["an octal number", "0o14", 12],
  ["a number with leading zeros is decimal", "012", 12],
  ["nothing is null", "", null],
  ["underscores make no number", "1_000", "1_000"],
  ["a merge brings members in", "{ <<: { a: 1 }, b: 2 }", { a: 1, b: 2 }],
  ["an alias is what its anchor names", "[&a { b: 1 }, *a]", [{ b: 1 }, { b: 1 }]],
  ["a key is text", "{ 200: ok, true: on }", { 200: "ok", true: "on" }],
])("in YAML, %s", async (_, yaml, value) => {
  const { document } = await load(fetched(`openapi: 3.1.0\npaths: {}\nx-value: ${yaml}\n`));
  expect(document["x-value"]).toEqual(value);
});

test.each([
  ["JSON", '{"openapi":"3.1.0","paths":{},"components":{"schemas":{"__proto__":{"type":"string"}}}}'],
  ["YAML", "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    __proto__: { type: string }\n"],
])("in %s, __proto__ is a name like any other", async (_, text) => {
  const schemas = (await load(fetched(text))).document.components;
  expect(JSON.stringify(schemas)).toBe('{"schemas":{"__proto__":{"type":"string"}}}');
});

test.each([["3.0.4"], ["3.1.1"], ["3.2.0"], ["3.1.0-rc1"]])("OpenAPI %s is read", async (openapi) => {
  expect((await load(fetched(JSON.stringify({ ...minimal, openapi })))).document.openapi).toBe(openapi);
});

test.each([["webhooks"], ["components"]])("OpenAPI 3.1 may have %s instead of paths", async (name) => {
  const text = JSON.stringify({ openapi: "3.1.0", info: minimal.info, [name]: {} });
  expect(Object.keys((await load(fetched(text))).document)).toEqual(["openapi", "info", name]);
});

const deep = (open: string, close: string) => `${open.repeat(600)}1${close.repeat(600)}`;
const bomb = ["x-0: &a0 [1, 1]", ...Array.from({ length: 24 }, (_, i) => `x-${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];

test.each([
  ["an empty file", " \n", "api.yaml DP3001 the file is empty"],
  [
    "a web page",
    "\n <!doctype html>\n<html>",
    "api.yaml:2:2 DP3001 this is HTML or XML, not an OpenAPI description: check that the source is the raw file, and that it needs no login",
  ],
  [
    "JSON that is cut off",
    '{\n  "openapi": "3.1.0",\n  "paths": {',
    "api.yaml:3:13 DP3002 the JSON is cut off: it ends before it is complete: publish or download the file again, whole",
  ],
  [
    "JSON that is cut off within a string",
    '{\n  "openapi": "3.',
    "api.yaml:2:14 DP3002 this is not JSON: unexpected end of string: publish or download the file again, whole",
  ],
  [
    "JSON with a fault",
    '{\n  "openapi": tru\n}',
    "api.yaml:2:14 DP3002 this is not JSON: invalid symbol: publish or download the file again, whole",
  ],
  [
    "JSON that is too deep",
    deep("[", "]"),
    "api.yaml:1:501 DP3004 more than 500 levels of nesting: split the description",
  ],
  [
    "JSON that is too deep and cut off",
    deep("[", ""),
    "api.yaml:1:501 DP3002 more than 500 levels of nesting: publish or download the file again, whole",
  ],
  [
    "YAML with a fault",
    "openapi: 3.1.0\npaths: a: b",
    "api.yaml:2:9 DP3003 this is not YAML: bad indentation of a mapping entry: publish or download the file again, whole",
  ],
  [
    "YAML with a key twice",
    "openapi: 3.1.0\nopenapi: 3.1.0",
    "api.yaml:2:1 DP3003 this is not YAML: duplicated mapping key: publish or download the file again, whole",
  ],
  [
    "YAML that is too deep",
    `a: ${deep("[", "]")}`,
    "api.yaml:1:503 DP3003 this is not YAML: nesting exceeded maxDepth (500): publish or download the file again, whole",
  ],
  [
    "a YAML bomb",
    bomb.join("\n"),
    "api.yaml DP3004 more than 5000000 values, its aliases written out: split the description",
  ],
  [
    "YAML that contains itself",
    "openapi: 3.1.0\npaths: &a { /a: *a }",
    "api.yaml DP3004 more than 5000000 values, its aliases written out: split the description",
  ],
  ["a list", "[]", "api.yaml:1:1 DP3005 expected an OpenAPI description, found an array"],
  ["plain text", "Not found", "api.yaml:1:1 DP3005 expected an OpenAPI description, found a string"],
  [
    "another kind of document",
    "asyncapi: 3.0.0",
    `api.yaml:1:1 DP3005 this is not an OpenAPI description: it has no "openapi" member: check the source's address and path`,
  ],
  [
    "a version of the future",
    '{\n  "openapi": "4.0.0"\n}',
    'api.yaml:2:3 DP3006 unknown version openapi: "4.0.0": driftpin reads OpenAPI "3.0.x", "3.1.x", "3.2.x" (as text, in quotes) and Swagger "2.0"',
  ],
  [
    "a version that is a number",
    "info: {}\nopenapi: 3.1\n",
    'api.yaml:2:1 DP3006 unknown version openapi: 3.1: driftpin reads OpenAPI "3.0.x", "3.1.x", "3.2.x" (as text, in quotes) and Swagger "2.0"',
  ],
  [
    "a description without paths",
    "openapi: 3.0.3\ncomponents: {}",
    'api.yaml:1:1 DP3007 the description has no "paths": check that the source is the whole description',
  ],
  [
    "paths that are a list",
    "openapi: 3.0.3\npaths: []",
    'api.yaml:2:1 DP3007 expected "paths" to be an object, found an array',
  ],
  [
    "a path that is text",
    "openapi: 3.0.3\npaths:\n  /a: soon",
    'api.yaml:3:3 DP3007 expected "/a" in "paths" to be an object, found a string',
  ],
])("%s is one clear error", async (_, text, message) => {
  await expect(load(fetched(text))).rejects.toThrow(expect.objectContaining({ name: "CouldNotCheckError", message }));
});
