import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { locate } from "../../src/contract/locate.ts";
import { operationName, operations } from "../../src/contract/operations.ts";
import { select } from "../../src/contract/select.ts";
import { isObject, type Json, type JsonObject } from "../../src/json.ts";
import { fixture } from "./support/fetched.ts";

const shop = await load(await fixture("shop.yaml"));

test.each([
  [["GET /orders"], ["GET /orders"]],
  [["get /orders"], ["GET /orders"]],
  [["/orders"], ["GET /orders", "POST /orders"]],
  [["* /orders"], ["GET /orders", "POST /orders"]],
  [["GET /payments/{payment_id}"], ["GET /payments/{id}"]],
  [["GET /*"], ["GET /orders"]],
  [["GET /**"], ["GET /orders", "GET /payments/{id}", "GET /refunds/{id}"]],
  [["{GET,DELETE} /refunds/*"], ["GET /refunds/{id}", "DELETE /refunds/{id}"]],
  [
    ["tag:payments", "POST /orders"],
    ["POST /orders", "GET /payments/{id}"],
  ],
])("%j selects %j", (include, names) => {
  expect(operations(select(shop, include).document).map(operationName)).toEqual(names);
});

test("no include selects everything", () => {
  expect(select(shop, [])).toBe(shop);
});

test("what is selected comes with all it reaches, and with nothing else", () => {
  const { document } = select(shop, ["GET /orders"]);
  expect(outline(document)).toEqual({
    openapi: "3.1.0",
    members: ["openapi", "info", "servers", "security", "tags", "x-logo", "paths", "components"],
    paths: { "/orders": ["summary", "parameters", "get"] },
    components: {
      examples: ["one", "open"],
      parameters: ["trace"],
      schemas: ["Big", "Gift", "Order"],
      securitySchemes: ["key"],
    },
  });
});

test("who inherits from what is reached is kept, and not who inherits from the same", () => {
  const takes = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }, { type: "object" }] });
  const answer = (name: string) => ({
    get: {
      responses: { 200: { content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } } },
    },
  });
  const document: JsonObject = {
    openapi: "3.1.0",
    paths: { "/pets": answer("Pet"), "/cats": answer("Cat"), "/orders": answer("Base") },
    components: {
      schemas: {
        Pet: { type: "object", discriminator: { propertyName: "kind" } },
        Cat: takes("Pet"),
        Dog: takes("Pet"),
        Kitten: takes("Cat"),
        Base: { type: "object" },
        Order: takes("Base"),
      },
    },
  };
  const kept = (include: string) =>
    Object.keys(section(select({ ...shop, document }, [include]).document, "schemas")).sort();
  expect([kept("/pets"), kept("/cats"), kept("/orders")]).toEqual([
    ["Cat", "Dog", "Kitten", "Pet"],
    ["Cat", "Kitten", "Pet"],
    ["Base"],
  ]);
});

test("what is reached within an operation that is left out becomes a component, and is found at its own line", async () => {
  const selected = select(shop, ["POST /orders"]);
  const [name = ""] = Object.keys(section(selected.document, "responses"));
  expect(name).toMatch(/^paths_payments_id_get_responses_200_[0-9a-f]{8}$/);
  expect(outline(selected.document)).toEqual({
    openapi: "3.1.0",
    members: ["openapi", "info", "servers", "security", "tags", "x-logo", "paths", "components"],
    paths: { "/orders": ["summary", "parameters", "post"] },
    components: {
      parameters: ["trace"],
      requestBodies: ["Order"],
      responses: [name],
      schemas: ["Big", "Gift", "Order", "Payment"],
      securitySchemes: ["key", "oauth"],
    },
  });
  expect(selected.document.paths).toMatchObject({
    "/orders": { post: { responses: { "201": { $ref: `#/components/responses/${name}` } } } },
  });
  const pointer = `/components/responses/${name}/content`;
  expect(await locate(selected, [pointer])).toEqual(new Map([[pointer, { file: "shop.yaml", line: 38, column: 11 }]]));
});

test("a path item behind a reference is cut too, and keeps its lines", async () => {
  const selected = select(shop, ["GET /refunds/{id}"]);
  const pointer = "/paths/~1refunds~1{id}/get/responses";
  expect(selected.document.paths).toEqual({
    "/refunds/{id}": { get: { responses: { "200": { description: "A refund" } } } },
  });
  expect(await locate(selected, [pointer])).toEqual(new Map([[pointer, { file: "shop.yaml", line: 51, column: 14 }]]));
});

test.each([
  [
    "GET /order",
    'DP3101 include "GET /order" matches no operation of the description: the nearest are "GET /orders", "POST /orders", "GET /refunds/{id}"',
  ],
  [
    "tag:order",
    'DP3101 include "tag:order" matches no operation of the description: the nearest are "tag:orders", "tag:payments"',
  ],
])("%s, which matches nothing, is an error that names the nearest", (include, message) => {
  expect(() => select(shop, ["GET /orders", include])).toThrow(
    expect.objectContaining({ name: "UsageError", message }),
  );
});

test("an operation that is gone can be left out", () => {
  const { document } = select(shop, ["GET /orders", "GET /gone"], "leave out");
  expect(operations(document).map(operationName)).toEqual(["GET /orders"]);
});

function section(document: JsonObject, name: string): JsonObject {
  const { components } = document;
  const found = isObject(components) ? components[name] : undefined;
  return isObject(found) ? found : {};
}

function outline(document: JsonObject) {
  const { openapi, paths, components } = document;
  return { openapi, members: Object.keys(document), paths: names(paths), components: sorted(names(components)) };
}

function names(value: Json | undefined): Record<string, string[]> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, member]) => [name, Object.keys(member ?? {})]));
}

function sorted(sections: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(sections).map(([name, members]) => [name, members.sort()]));
}
