import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { compareWithWitnesses } from "../../../src/diff/index.ts";
import { judge } from "../../../src/diff/proof/judge.ts";
import { search } from "../../../src/diff/proof/witness.ts";
import type { JsonObject } from "../../../src/json.ts";
import { runs } from "../../support/long.ts";
import { edited } from "./edited.ts";
import { oracle } from "./oracle.ts";
import { rootOf } from "./parties.ts";

/** A schema before and after, and for each change that breaks somebody: its rule and what proves it. */
type Row = readonly [
  says: string,
  base: JsonObject,
  revision: JsonObject,
  proofs: readonly (readonly [string, ...unknown[]])[],
];

const cat = { type: "object", required: ["kind"], properties: { kind: { const: "cat" } } };
const dog = { type: "object", required: ["kind"], properties: { kind: { const: "dog" } } };

describe("what is sent", () => {
  test.each<Row>([
    [
      "the shortest text that is too long",
      { type: "string", maxLength: 9 },
      { type: "string", maxLength: 4 },
      [["request-body-max-length-decreased", "aaaaa"]],
    ],
    [
      "a text in its format that is too long",
      { type: "string", format: "uri" },
      { type: "string", format: "uri", maxLength: 6 },
      [["request-body-max-length-set", "urn:aaa"]],
    ],
    [
      "the number at the edge that is out",
      { type: "integer", maximum: 100 },
      { type: "integer", maximum: 50 },
      [["request-body-max-decreased", 51]],
    ],
    [
      "each value that is gone",
      { enum: ["a", "b", "c"] },
      { enum: ["b"] },
      [
        ["request-body-enum-value-removed", "a"],
        ["request-body-enum-value-removed", "c"],
      ],
    ],
    [
      "an object that lacks only what is newly required",
      { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } } },
      { type: "object", properties: { a: { type: "string" }, b: { type: "integer" } }, required: ["a", "b"] },
      [
        ["request-property-became-required", { b: 0 }],
        ["request-property-became-required", { a: "" }],
      ],
    ],
    [
      "a list that repeats itself",
      { type: "array", items: { type: "integer" } },
      { type: "array", items: { type: "integer" }, uniqueItems: true },
      [["request-body-unique-items-set", [0, 0]]],
    ],
    [
      "the place of the change, not the whole body",
      { type: "object", properties: { a: { type: "object", properties: { b: { type: "string" } } } } },
      { type: "object", properties: { a: { type: "object", properties: { b: { type: "string", minLength: 2 } } } } },
      [["request-property-min-length-set", ""]],
    ],
    [
      "texts that match their patterns, each its own",
      {
        type: "object",
        properties: { a: { type: "string", pattern: "^a" }, b: { type: "string", pattern: "^0" } },
        required: ["a", "b"],
      },
      {
        type: "object",
        properties: { a: { type: "string", pattern: "^a" }, b: { type: "string", pattern: "^0" } },
        required: ["a", "b", "c"],
      },
      [["request-property-became-required", { a: "a", b: "0" }]],
    ],
    [
      "a value that no branch takes any more, where one of them changed",
      {
        anyOf: [
          { title: "a", type: "string", maxLength: 9 },
          { title: "b", type: "boolean" },
        ],
      },
      {
        anyOf: [
          { title: "a", type: "string", maxLength: 2 },
          { title: "b", type: "boolean" },
        ],
      },
      [["request-body-max-length-decreased", "aaa"]],
    ],
    [
      "a value of the branch that is gone",
      { oneOf: [cat, dog] },
      { oneOf: [cat, { type: "string" }] },
      [["request-body-one-of-removed", { kind: "dog" }]],
    ],
    [
      "nothing where patterns cannot be run in linear time",
      { type: "string", maxLength: 9, pattern: "^(?!x)" },
      { type: "string", maxLength: 4, pattern: "^(?!x)" },
      [["request-body-max-length-decreased"]],
    ],
    [
      "nothing for a list too long to be shown",
      { type: "array" },
      { type: "array", maxItems: 1000 },
      [["request-body-max-items-set"]],
    ],
  ])("%s", async (_, base, revision, expected) => {
    expect(await proofs("request", base, revision)).toEqual(expected);
  });
});

describe("what may arrive", () => {
  test.each<Row>([
    ["null", { type: "string" }, { type: ["string", "null"] }, [["response-body-became-nullable", null]]],
    [
      "an object that lacks what was always there, in a recursive schema",
      {
        type: "object",
        properties: { a: { type: "string" }, next: { $ref: "#/components/schemas/Root" } },
        required: ["a"],
      },
      { type: "object", properties: { a: { type: "string" }, next: { $ref: "#/components/schemas/Root" } } },
      [["response-property-became-optional", {}]],
    ],
    [
      "an object with all that it needs, some levels deep",
      nested(3, { type: "object", required: ["next"], maxProperties: 2 }),
      nested(3, { type: "object", required: ["next"] }),
      [["response-body-max-properties-unset", { next: { next: { next: { next: "" } } }, other: false, other1: false }]],
    ],
    [
      "a value of the new branch",
      { oneOf: [cat, dog] },
      { oneOf: [cat, dog, { type: "string", format: "date" }] },
      [["response-body-one-of-added", "1970-01-01"]],
    ],
    [
      "nothing where a property is gone that need not come",
      { type: "object", properties: { a: { type: "string" } } },
      { type: "object" },
      [["response-optional-property-removed"]],
    ],
  ])("%s", async (_, base, revision, expected) => {
    expect(await proofs("response", base, revision)).toEqual(expected);
  });
});

describe("what is proved harmless is a note", () => {
  test.each<readonly [string, "request" | "response", JsonObject, JsonObject]>([
    [
      "two branches become one that takes the same",
      "request",
      { anyOf: [cat, dog] },
      { type: "object", required: ["kind"], properties: { kind: { enum: ["cat", "dog"] } } },
    ],
    ["what a branch loses, another branch takes", "request", numbers(10, 5), numbers(3, 10)],
    ["what a branch gains, another branch sent before", "response", numbers(3, 10), numbers(5, 10)],
  ])("%s", async (_, direction, base, revision) => {
    expect(await proofs(direction, base, revision)).toEqual([]);
  });
});

/** An object that needs another one, and so on, down to a text. */
function nested(levels: number, outermost: JsonObject): JsonObject {
  let next: JsonObject = { type: "string" };
  for (let level = 0; level < levels; level++) next = { type: "object", required: ["next"], properties: { next } };
  return { ...outermost, properties: { next } };
}

function numbers(...edges: readonly number[]): JsonObject {
  return { anyOf: edges.map((maximum, i) => ({ title: `branch ${i}`, type: "integer", maximum })) };
}

describe("of any two schemas", () => {
  let witness: ReturnType<typeof search>;
  beforeAll(async () => {
    witness = search(await judge());
  });

  test.each([
    ["3.1", true],
    ["3.0", false],
  ] as const)("Ajv takes the witness with one and refuses it with the other, on OpenAPI %s", (_, modern) => {
    const property = fc.property(edited(modern), ([accepting, refusing]) => {
      const [ours, theirs] = [rootOf(accepting), rootOf(refusing)].map((root) => ({
        ...root,
        value: undefined,
        written: root.schema[0]?.pointer,
      }));
      const value = ours && theirs && witness({ accepting: ours, refusing: theirs, at: "", text: false });
      if (value === undefined) return;
      expect([oracle(accepting)(value), oracle(refusing)(value)]).toEqual([true, false]);
    });
    fc.assert(property, runs(120));
  });
});

/** The rule of each change that breaks somebody, and its witness. */
async function proofs(direction: "request" | "response", base: JsonObject, revision: JsonObject): Promise<unknown[][]> {
  const [before, after] = [described(direction, base), described(direction, revision)];
  const { changes } = await compareWithWitnesses(before, after, { perspective: "consumer", witnesses: 100 });
  return changes
    .filter(({ level }) => level === "breaking")
    .map(({ rule, proof, witness: shown }) => (proof === "witness" ? [rule, shown] : [rule]));
}

function described(direction: "request" | "response", schema: JsonObject) {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Root" } } };
  const operation = {
    ...(direction === "request" && { requestBody: { content } }),
    responses: { 200: { description: "", ...(direction === "response" && { content }) } },
  };
  const document = {
    openapi: "3.1.0",
    paths: { "/orders": { post: operation } },
    components: { schemas: { Root: schema } },
  };
  return { document, texts: [], bundled: {} };
}
