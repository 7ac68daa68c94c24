import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { validate } from "../../src/contract/validate.ts";
import { fetched, fixture } from "./support/fetched.ts";

const faulty = (openapi: string) => `openapi: ${openapi}
info: { title: Shop }
paths:
  /a:
    get:
      parameters:
        - { name: a, in: nowhere, schema: { type: string } }
        - { $ref: "#/components/parameters/nobody" }
      responses:
        "200": {}
        ok: { description: OK }
`;

test.each([
  [
    "3.0.3",
    [
      ["/info", "must have required property 'version'"],
      ["/paths/~1a/get/parameters/0/in", "must be equal to one of the allowed values: cookie"],
      ["/paths/~1a/get/responses", 'must NOT have additional properties: "ok"'],
      ["/paths/~1a/get/responses/200", "must have required property 'description'"],
    ],
  ],
  [
    "3.1.0",
    [
      ["/info", "must have required property 'version'"],
      ["/paths/~1a/get/parameters/0/in", "must be equal to one of the allowed values: query, header, path, cookie"],
      ["/paths/~1a/get/responses", 'must NOT have unevaluated properties: "ok"'],
      ["/paths/~1a/get/responses/200", "must have required property 'description'"],
    ],
  ],
])("every fault of an OpenAPI %s description is told once", async (openapi, faults) => {
  const found = await validate(await load(fetched(faulty(openapi))));
  expect(found.map(({ pointer, text }) => [pointer, text]).sort()).toEqual(faults);
});

test("a valid description has no faults, and is not changed", async () => {
  const description = await load(await fixture("shop.yaml"));
  const before = JSON.stringify(description.document);
  expect({ faults: await validate(description), document: JSON.stringify(description.document) }).toEqual({
    faults: [],
    document: before,
  });
});

test("what is new in OpenAPI 3.2 is no fault", async () => {
  const text =
    'openapi: 3.2.0\ninfo: { title: Shop, version: "1" }\npaths:\n  /a: { query: { responses: { "200": { description: OK } } } }\n';
  expect(await validate(await load(fetched(text)))).toEqual([]);
});
