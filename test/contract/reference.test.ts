import { expect, test } from "vitest";
import { follow, resolve } from "../../src/contract/reference.ts";

const document = {
  openapi: "3.1.0",
  paths: { "/a b/{id}": { get: { summary: "here" } } },
  components: {
    schemas: {
      Name: { type: "string" },
      Alias: { $ref: "#/components/schemas/Name" },
      Described: { $ref: "#/components/schemas/Alias", description: "prose does not count" },
      Short: { $ref: "#/components/schemas/Name", maxLength: 3 },
      ToShort: { $ref: "#/components/schemas/Short" },
      Loop: { $ref: "#/components/schemas/Pool" },
      Pool: { $ref: "#/components/schemas/Loop" },
      ToNothing: { $ref: "#/components/schemas/Nobody" },
      Named: { $anchor: "named", $id: "https://example.com/named", type: "integer" },
      "~odd/": { type: "null" },
    },
  },
};

test.each([
  ["#/components/schemas/Name", "/components/schemas/Name"],
  ["#/components/schemas/Alias", "/components/schemas/Name"],
  ["#/components/schemas/Described", "/components/schemas/Name"],
  ["#/components/schemas/Short", "/components/schemas/Short"],
  ["#/components/schemas/ToShort", "/components/schemas/Short"],
  ["#/components/schemas/~0odd~1", "/components/schemas/~0odd~1"],
  ["#/paths/~1a%20b~1%7Bid%7D/get", "/paths/~1a b~1{id}/get"],
  ["#/paths/~1a b~1{id}/get", "/paths/~1a b~1{id}/get"],
  ["#named", "/components/schemas/Named"],
  ["https://example.com/named", "/components/schemas/Named"],
  ["#", ""],
])("%s is written at %s", (reference, pointer) => {
  expect(resolve(document, reference)).toMatchObject({ pointer });
});

test.each([
  ["#/components/schemas/Nobody", '$ref "#/components/schemas/Nobody" leads nowhere in this description'],
  ["#/components/schemas/Loop", '$ref "#/components/schemas/Loop" leads back to itself'],
  [
    "#/components/schemas/ToNothing",
    '$ref "#/components/schemas/ToNothing" leads to $ref "#/components/schemas/Nobody", which leads nowhere in this description',
  ],
  ["https://example.com/x.yaml#/a", '$ref "https://example.com/x.yaml#/a" leads out of this description'],
  ["#/constructor", '$ref "#/constructor" leads nowhere in this description'],
])("%s dangles", (reference, dangling) => {
  expect(resolve(document, reference)).toEqual({ dangling });
});

test("a node that is no reference stands for itself", () => {
  const node = { type: "string" };
  expect(follow(document, node, "/here")).toEqual({ node, pointer: "/here" });
});

test("in OpenAPI 3.0 nothing beside a $ref counts", () => {
  expect(resolve({ ...document, openapi: "3.0.3" }, "#/components/schemas/ToShort")).toEqual({
    node: { type: "string" },
    pointer: "/components/schemas/Name",
  });
});
