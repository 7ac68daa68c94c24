import { expect, test } from "vitest";
import { find, match, operationName, operations } from "../../src/contract/operations.ts";

const document = {
  openapi: "3.2.0",
  paths: {
    "/orders": { get: {}, post: {}, query: {}, additionalOperations: { LINK: { summary: "joins" } }, parameters: [] },
    "/orders/{id}": { $ref: "#/components/pathItems/order" },
    "/orders/latest": { get: {} },
    "/{kind}/latest": { get: {} },
    "/compare/{base}...{head}": { get: {} },
    "/broken": { $ref: "#/components/pathItems/nobody" },
    "x-paths": { get: {} },
  },
  components: { pathItems: { order: { get: { summary: "one" } } } },
};

test("operations are listed through path item references, extra methods included", () => {
  expect(operations(document).map(operationName)).toEqual([
    "GET /orders",
    "POST /orders",
    "QUERY /orders",
    "LINK /orders",
    "GET /orders/{id}",
    "GET /orders/latest",
    "GET /{kind}/latest",
    "GET /compare/{base}...{head}",
  ]);
});

test("an operation is found by its name, whatever its path parameters are called", () => {
  expect(find(document, "GET /orders/{order_id}")).toEqual({
    operation: { method: "get", path: "/orders/{id}" },
    node: { summary: "one" },
    pointer: "/components/pathItems/order/get",
    item: { get: { summary: "one" } },
    itemPointer: "/components/pathItems/order",
  });
  expect(find(document, "DELETE /orders/{id}")).toBeUndefined();
});

test.each([
  ["get", "/orders/7", "GET /orders/{id}"],
  ["GET", "/orders/latest?page=2", "GET /orders/latest"],
  ["GET", "/items/latest", "GET /{kind}/latest"],
  ["GET", "/compare/main...next", "GET /compare/{base}...{head}"],
  ["LINK", "/orders", "LINK /orders"],
  ["GET", "/orders/7/lines", undefined],
  ["DELETE", "/orders/7", undefined],
])("%s %s is answered by %s", (method, path, name) => {
  const found = match(document, method, path);
  expect(found && operationName(found.operation)).toBe(name);
});
