import { expect, test } from "vitest";
import type { Description } from "../../src/contract/contract.ts";
import { operationName } from "../../src/contract/operations.ts";
import { successorsIn } from "../../src/contract/successors.ts";
import type { JsonObject } from "../../src/json.ts";

const description = (paths: JsonObject): Description => ({
  document: { openapi: "3.1.0", servers: [{ url: "https://api.shop.example/v1" }], paths },
  texts: [],
  bundled: {},
});
const pinned = description({ "/orders/{id}": { get: { operationId: "getOrder" } } });
const paths = {
  "/v2/orders/{order}": { get: { operationId: "getOrderV2" }, put: { operationId: "list" } },
  "/purchases": { get: { operationId: "purchases/list", deprecated: true } },
};

const successor = (said: string, others: JsonObject = paths) => {
  const ending = { get: { operationId: "getOrder", deprecated: true, description: said } };
  const named = successorsIn(description({ "/orders/{id}": ending, ...others }), pinned);
  return [...named].map(([name, { operation }]) => `${name} → ${operationName(operation)}`);
};
const found = ["GET /orders/{id} → GET /v2/orders/{order}"];

test.each([
  ["a method and a path", "Use GET /v2/orders/{id} instead.", found],
  ["a path in code", "Deprecated, please use `/v2/orders/{order}`.", found],
  ["a path with that of the server", "Superseded by GET /v1/v2/orders/{order}.", found],
  ["a path with colons", "Migrate to /v2/orders/:order.", found],
  ["an id", "Replaced by getOrderV2.", found],
  ["an id in code that is a word", "In favor of `list`.", ["GET /orders/{id} → PUT /v2/orders/{order}"]],
  ["a link to an id", "Please use [the new one](#operation/getOrderV2).", found],
  ["an id that is a word, in prose", "Use the list instead.", []],
  ["itself", "Use GET /orders/{id} with care.", []],
  ["another that is on its way out", "Use GET /purchases instead.", []],
  ["nothing that is described", "Use GET /v3/orders/{id} instead.", []],
  ["two", "Use GET /v2/orders/{id} or PUT /v2/orders/{id}.", []],
  ["what not to use", "Do not use GET /v2/orders/{id} for this.", []],
  ["a neighbour in another sentence", "Use it sparingly. See also GET /v2/orders/{id}.", []],
  ["nothing", "An order.", []],
])("an operation that ends names %s", (_, said, expected) => {
  expect(successor(said)).toEqual(expected);
});

test("an operation that came says what it replaces", () => {
  const others = { "/v2/orders/{id}": { get: { summary: "Replaces GET /orders/{number}." } } };
  expect(successor("", others)).toEqual(["GET /orders/{id} → GET /v2/orders/{id}"]);
});

test("what is gone may have said it while it was there", () => {
  const said = description({ "/orders/{id}": { get: { description: "Use getOrderV2 instead." } } });
  const published = description(paths);
  expect(successorsIn(published, said)).toEqual(
    new Map([["GET /orders/{id}", { operation: { method: "get", path: "/v2/orders/{order}" }, contract: published }]]),
  );
});
