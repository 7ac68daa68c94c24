import fc from "fast-check";
import { expect, test } from "vitest";
import { accepts } from "../../../src/diff/proof/accepts.ts";
import { judge } from "../../../src/diff/proof/judge.ts";
import { runs } from "../../support/long.ts";
import { oracle } from "./oracle.ts";
import { rootOf } from "./parties.ts";
import { anyValue, documentOf, library } from "./schemas.ts";

const { engines, objections } = await judge();
const someValues = fc.array(anyValue, { minLength: 10, maxLength: 10 });

test.each([
  ["3.1", true],
  ["3.0", false],
] as const)("where it answers, it agrees with Ajv on OpenAPI %s", (_, modern) => {
  const property = fc.property(library(modern), someValues, (drawn, values) => {
    const document = documentOf(drawn, modern);
    const [{ schema, origin }, expected] = [rootOf(document), oracle(document)];
    const wrong = values.filter((value) => {
      const verdict = accepts(schema, value, origin.side, { left: 2_000 }, engines);
      return verdict !== undefined && verdict !== expected(value);
    });
    expect(wrong).toEqual([]);
  });
  fc.assert(property, runs(100));
});

test.each([
  ["3.1", true],
  ["3.0", false],
] as const)("a schema cut down to what a value meets judges it as the whole does, on OpenAPI %s", (_, modern) => {
  const property = fc.property(library(modern), someValues, (drawn, values) => {
    const document = documentOf(drawn, modern);
    const [{ schema, origin }, expected] = [rootOf(document), oracle(document)];
    const wrong = values.filter((value) => {
      const found = objections(schema, value, origin.side);
      return found !== undefined && (found.length === 0) !== expected(value);
    });
    expect(wrong).toEqual([]);
  });
  fc.assert(property, runs(40));
});
