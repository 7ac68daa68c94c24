import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { operations } from "../../src/publish/github/operations.ts";

test("driftpin pins exactly what it asks of GitHub, but for GraphQL, which no OpenAPI describes", () => {
  const { vendors } = parse(readFileSync("driftpin.yaml", "utf8"));
  expect(vendors.github.include).toEqual(operations.filter((operation) => operation !== "POST /graphql"));
});
