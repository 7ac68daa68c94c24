import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { locate } from "../../src/contract/locate.ts";
import { parse } from "../../src/contract/parse.ts";
import { validate } from "../../src/contract/validate.ts";
import { fixture } from "./support/fetched.ts";

test("a Swagger 2.0 description is an OpenAPI 3.0 one that says the same", async () => {
  const { document } = await load(await fixture("swagger/shop.yaml"));
  expect(document).toEqual(await parse(await fixture("swagger/shop-3.0.yaml")));
});

test("an upgraded description is valid", async () => {
  expect(await validate(await load(await fixture("swagger/shop.yaml")))).toEqual([]);
});

test.each([
  ["/components/schemas/Order/properties/total", "total: { type: integer, x-nullable: true }"],
  ["/components/responses/NotFound/content/application~1json/schema", 'schema: { $ref: "#/definitions/Error" }'],
  ["/components/parameters/Page/schema/minimum", "minimum: 1 }"],
  ["/paths/~1orders/parameters/0", "{ name: X-Trace, in: header, type: string, format: uuid, x-example: abc }"],
  ["/paths/~1orders/get/parameters/0/schema/items/enum", "enum: [open, closed], collectionFormat: csv }"],
  [
    "/paths/~1orders/get/responses/200/content/application~1json/schema/items",
    'items: { $ref: "#/definitions/Order" } }',
  ],
  ["/paths/~1orders/get/responses/200/headers/X-Total/schema/type", "type: integer, description: How many }"],
  ["/paths/~1orders/post/requestBody/content/application~1json/schema", 'schema: { $ref: "#/definitions/Order" } }'],
  [
    "/paths/~1orders~1{id}~1photo/put/requestBody/content/multipart~1form-data/schema/properties/photo",
    "{ name: photo, in: formData, required: true, type: file, description: The picture }",
  ],
  ["/paths/~1shared/post/parameters/0", '$ref: "#/parameters/Page"'],
  ["/paths/~1shared/post/requestBody/content/application~1json/schema/type", "type: object } }"],
])("after upgrading, %s is still at its line of the 2.0 text", async (pointer, rest) => {
  const source = await fixture("swagger/shop.yaml");
  const where = (await locate(await load(source), [pointer])).get(pointer);
  const line = source.text.split("\n")[(where?.line ?? 0) - 1];
  expect(line?.slice((where?.column ?? 0) - 1)).toBe(rest);
});
