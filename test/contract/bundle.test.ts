import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { locate } from "../../src/contract/locate.ts";
import { fetched } from "./support/fetched.ts";

const root = `openapi: 3.1.0
info: { title: Shop, version: "1" }
paths:
  /orders/{id}:
    $ref: paths/order.yaml
  /tree:
    get:
      responses:
        "200":
          description: a tree
          content:
            application/json:
              schema: { $ref: models/tree.yaml, title: Root }
              example: { $ref: not-a-reference.yaml }
components:
  schemas:
    Order:
      $ref: "models/order.yaml#/Order"
    tree: { type: string }
`;

const siblings = {
  "paths/order.yaml": `get:
  parameters:
    - $ref: "../shared.yaml#/parameters/id"
  responses:
    "200":
      description: an order
      content:
        application/json:
          schema: { $ref: "../models/order.yaml#/Order" }
`,
  "shared.yaml":
    "parameters:\n  id: { name: id, in: path, required: true, schema: { $ref: '#/a%20b' } }\na b: { type: string }\n",
  "models/order.yaml": `Order:
  type: object
  properties:
    lines: { type: array, items: { $ref: "#/Line" } }
    tree: { $ref: "../api.yaml#/components/schemas/tree" }
Line:
  type: object
  properties:
    order: { $ref: "#/Order" }
`,
  "models/tree.yaml": "type: array\nitems: { $ref: tree.yaml }\n",
};

test("files become one document, in which recursion is still recursion", async () => {
  const { document } = await load(fetched(root, siblings));
  expect(document).toEqual({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: {
      "/orders/{id}": {
        get: {
          parameters: [{ $ref: "#/components/parameters/id" }],
          responses: {
            "200": {
              description: "an order",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
            },
          },
        },
      },
      "/tree": {
        get: {
          responses: {
            "200": {
              description: "a tree",
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/tree_2", title: "Root" },
                  example: { $ref: "not-a-reference.yaml" },
                },
              },
            },
          },
        },
      },
    },
    components: {
      parameters: { id: { name: "id", in: "path", required: true, schema: { $ref: "#/components/schemas/a_b" } } },
      schemas: {
        Order: {
          type: "object",
          properties: {
            lines: { type: "array", items: { $ref: "#/components/schemas/Line" } },
            tree: { $ref: "#/components/schemas/tree" },
          },
        },
        tree: { type: "string" },
        tree_2: { type: "array", items: { $ref: "#/components/schemas/tree_2" } },
        a_b: { type: "string" },
        Line: { type: "object", properties: { order: { $ref: "#/components/schemas/Order" } } },
      },
    },
  });
});

test("lines of bundled parts are those of their own files", async () => {
  const description = await load(fetched(root, siblings));
  const pointers = {
    "/paths/~1orders~1{id}/get/responses/200": { file: "paths/order.yaml", line: 5, column: 5 },
    "/components/schemas/Order/properties/tree": { file: "models/order.yaml", line: 5, column: 5 },
    "/components/schemas/Line/properties": { file: "models/order.yaml", line: 8, column: 3 },
    "/components/schemas/tree_2/items": { file: "models/tree.yaml", line: 2, column: 1 },
    "/components/schemas/tree": { file: "api.yaml", line: 19, column: 5 },
  };
  expect(Object.fromEntries(await locate(description, Object.keys(pointers)))).toEqual(pointers);
});

test("a reference to another source stays as it is", async () => {
  const schemas = {
    A: { $ref: "https://example.com/a.yaml" },
    B: { $ref: "/etc/passwd" },
    C: { $ref: "file:///etc/passwd" },
  };
  const text = JSON.stringify({ openapi: "3.1.0", components: { schemas } });
  expect((await load(fetched(text))).document.components).toEqual({ schemas });
});

test("a discriminator's mapping to a file leads to its component", async () => {
  const discriminator = { propertyName: "kind", mapping: { dog: "dog.yaml", cat: "Cat" } };
  const text = JSON.stringify({
    openapi: "3.1.0",
    components: { schemas: { Pet: { discriminator }, Ref: { $ref: "dog.yaml" } } },
  });
  expect((await load(fetched(text, { "dog.yaml": "type: object" }))).document.components).toEqual({
    schemas: {
      Pet: { discriminator: { propertyName: "kind", mapping: { dog: "#/components/schemas/Ref", cat: "Cat" } } },
      Ref: { type: "object" },
    },
  });
});

test("files of a Swagger 2.0 description become components too, at their own lines", async () => {
  const text = `swagger: "2.0"
info: { title: Shop, version: "1" }
paths:
  /a:
    get:
      parameters: [{ $ref: "parts.yaml#/page" }]
      responses: { "200": { description: OK, schema: { $ref: "parts.yaml#/A" } } }
`;
  const parts = "page: { name: page, in: query, type: integer }\nA:\n  type: array\n  items: { $ref: '#/A' }\n";
  const description = await load(fetched(text, { "parts.yaml": parts }));
  expect(description.document.components).toEqual({
    schemas: { A: { type: "array", items: { $ref: "#/components/schemas/A" } } },
    parameters: { page: { name: "page", in: "query", schema: { type: "integer" } } },
  });
  expect(await locate(description, ["/components/schemas/A/items", "/components/parameters/page/schema/type"])).toEqual(
    new Map([
      ["/components/schemas/A/items", { file: "parts.yaml", line: 4, column: 3 }],
      ["/components/parameters/page/schema/type", { file: "parts.yaml", line: 1, column: 32 }],
    ]),
  );
});

test("a file that cannot be read is told where it is asked for", async () => {
  const text = "openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      $ref: missing.yaml\n";
  await expect(load(fetched(text))).rejects.toThrow(
    'api.yaml:4:5 DP3008 $ref "missing.yaml" cannot be read (missing.yaml DP2001 no such file)',
  );
});

test("a path item that contains itself is an error, not an endless document", async () => {
  const text = "openapi: 3.1.0\npaths:\n  /a: { $ref: a.yaml }\n";
  const loop = { "a.yaml": "get: { callbacks: { done: { '{$url}': { $ref: a.yaml } } } }" };
  await expect(load(fetched(text, loop))).rejects.toThrow('a.yaml DP3009 a $ref to "a.yaml#" leads back to itself');
});
