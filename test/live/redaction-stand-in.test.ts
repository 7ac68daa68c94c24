import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { facets } from "../../src/live/conformance/places.ts";
import { redactor } from "../../src/live/redact/index.ts";
import { runs } from "../support/long.ts";

const ajv = formats.default(new Ajv2020({ strict: false }));

/** A schema, and a value that satisfies it. */
interface Case {
  readonly schema: JsonObject;
  readonly value: Json;
}

const dates = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
const scalar: fc.Arbitrary<Case> = fc.oneof(
  fc.string({ maxLength: 40 }).map((value) => ({
    schema: { type: "string", minLength: [...value].length, maxLength: [...value].length },
    value,
  })),
  fc.integer().chain((value) =>
    fc.record({ below: fc.nat(1000), above: fc.nat(1000) }).map(({ below, above }) => ({
      schema: { type: "integer", minimum: value - below, maximum: value + above },
      value,
    })),
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ schema: { type: "number" }, value })),
  fc.boolean().map((value) => ({ schema: { type: "boolean" }, value })),
  fc.constant({ schema: { type: ["string", "null"] }, value: null }),
  fc
    .array(fc.string(), { minLength: 1 })
    .chain((listed) => fc.constantFrom(...listed).map((value) => ({ schema: { enum: listed }, value }))),
  fc.string().map((value) => ({ schema: { const: value }, value })),
  ...Object.entries({
    uuid: fc.uuid(),
    email: fc.constantFrom("anna@example.org", "b.c+d@mail.example.com"),
    uri: fc.webUrl(),
    ipv4: fc.ipV4(),
    ipv6: fc.ipV6().filter((text) => !text.includes(".")),
    date: dates.map((date) => date.toISOString().slice(0, 10)),
    "date-time": dates.map((date) => date.toISOString()),
    time: dates.map((date) => date.toISOString().slice(11)),
    duration: fc.constantFrom("P1D", "PT2H30M", "P1Y2M3DT4H5M6S"),
  }).map(([format, values]) => values.map((value) => ({ schema: { type: "string", format }, value }))),
);

const { any } = fc.letrec<{ any: Case }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("any"), { maxLength: 4 }).map((cases) => ({
      schema: { type: "array", minItems: cases.length, items: { anyOf: cases.map(({ schema }) => schema) } },
      value: cases.map(({ value }) => value),
    })),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie("any"), { maxKeys: 5 }).map((cases) => ({
      schema: {
        type: "object",
        additionalProperties: false,
        required: Object.keys(cases),
        properties: Object.fromEntries(Object.entries(cases).map(([name, { schema }]) => [name, schema])),
      },
      value: Object.fromEntries(Object.entries(cases).map(([name, { value }]) => [name, value])),
    })),
  ),
}));

const standIn = ({ schema, value }: Case) =>
  redactor([]).standIn(value, {
    document: {},
    root: { instancePath: "", pointer: "/schema", facets: facets({}, schema, "/schema") },
  });

test("what stands in for a body satisfies the schema that the body satisfied", () => {
  fc.assert(
    fc.property(
      any.filter(({ schema }) => !/anyOf":\[\]/.test(JSON.stringify(schema))),
      (given) => {
        const validate = ajv.compile(given.schema);
        fc.pre(validate(given.value));
        const replaced = standIn(given);
        validate(replaced);
        expect({ replaced, errors: validate.errors }).toEqual({ replaced, errors: null });
      },
    ),
    runs(300),
  );
});

test("a value stands for itself only where the contract leaves no other", () => {
  const body = {
    id: "cus_9s6XKzkNRiz8i3",
    gender: "female",
    kind: "card",
    age: 41,
    password: "hunter2",
    at: 1767323045678,
    zip: "12345",
    name: "Anna Schmidt",
  };
  const schema = {
    properties: { gender: { enum: ["diverse", "female", "male"] }, kind: { const: "card" }, age: { minimum: 18 } },
  };
  expect(standIn({ schema, value: body })).toEqual({
    id: "xxx_0x0XXxxXXxx0x0",
    gender: "diverse",
    kind: "card",
    age: 18,
    password: "redacted",
    at: 1_000_000_000_000,
    zip: "00000",
    name: "xxxxxxxxxxxx",
  });
});
