import { expect, test } from "vitest";
import { schemasOf } from "../../../src/impact/flow/schema.ts";

test("a name that every object inherits is looked up like any other", () => {
  const schema = { type: "object", properties: { id: {} }, additionalProperties: { type: "array" } };
  const answer = { description: "", content: { "application/json": { schema } } };
  const document = { openapi: "3.1.0", paths: { "/labels": { get: { responses: { "200": answer } } } } };
  const { isArray } = schemasOf({ document, texts: [], bundled: {} });
  expect(isArray({ method: "get", path: "/labels" }, "/constructor")).toBe(true);
});
