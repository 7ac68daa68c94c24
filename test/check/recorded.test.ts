import { expect, test } from "vitest";
import { type RecordingReport, sampleRecordings } from "../../src/check/recorded.ts";
import { folderWith } from "../support/folder.ts";
import { har } from "../support/har.ts";
import { testRuntime } from "../support/runtime.ts";

const contract = `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example/v1 }]
paths:
  /orders:
    get:
      responses:
        "200":
          description: all
          content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } }
  /orders/{id}:
    get:
      responses:
        "200":
          description: one
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: { type: string }
        state: { enum: [open, paid] }
        by: { type: object, additionalProperties: { type: integer } }
`;

async function sample(files: Readonly<Record<string, string>>, ...recordings: string[]): Promise<RecordingReport> {
  const cwd = await folderWith({ "shop.yaml": contract, ...files });
  return sampleRecordings("shop.yaml", recordings, { runtime: testRuntime({ cwd }) });
}

const orders = "https://shop.example/v1/orders";

/** Each deviation as `entry rule pointer`. */
function brief({ deviations }: RecordingReport): string[] {
  return deviations.map(({ recording, exchange, rule, instancePath }) =>
    [recording, exchange, rule, instancePath].filter((part) => part !== undefined && part !== "").join(" "),
  );
}

test("a deviation is told with the real pointer into the body, and where the contract speaks of it", async () => {
  const text = har({ url: orders, body: [{ id: "1" }] }, { url: orders, body: [{ id: "1" }, { id: 2 }, { id: 3 }] });
  expect(await sample({ "a.har": text }, "a.har")).toEqual({
    schemaVersion: 1,
    summary: { breaking: 1, warning: 0, info: 0, unknown: 0, exchanges: 2, matched: 2, unmatched: 0, unlisted: 0 },
    deviations: [
      {
        rule: "response-property-type-mismatch",
        level: "breaking",
        operation: { method: "get", path: "/orders" },
        status: 200,
        instancePath: "/1/id",
        keyword: "type",
        text: "/*/id must be string",
        fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
        exchange: 1,
        location: {
          pointer: "/paths/~1orders/get/responses/200/content/application~1json/schema/items/properties/id",
          base: { file: "shop.yaml", line: 23, column: 9 },
        },
      },
    ],
    unmatched: [],
    unknown: [],
  });
});

const one = (body: object) => har({ url: `${orders}/7`, body: { id: "1", ...body } });

test.each<[name: string, text: string, expected: string[]]>([
  ["nothing", one({}), []],
  ["keys of a map as they came", one({ by: { alice: "x" } }), ["0 response-property-type-mismatch /by/alice"]],
  [
    "no key that may be secret",
    one({ by: { "alice@shop.example": "x" } }),
    ["0 response-property-type-mismatch /by/*"],
  ],
  [
    "a renamed property, whatever its name",
    one({ organization_repositories_url_v2: 1 }),
    ["0 response-property-undocumented /organization_repositories_url_v2"],
  ],
  ["an undocumented status", har({ url: orders, status: 418 }), ["0 response-status-undocumented"]],
  [
    "another media type",
    har({ url: orders, headers: { "content-type": "text/html" }, response: { content: { text: "<p>" } } }),
    ["0 response-media-type-undocumented"],
  ],
  ["HEAD has no body", har({ method: "HEAD", url: orders, headers: { "content-type": "application/json" } }), []],
  ["a cached answer has no body", har({ url: orders, status: 304 }), []],
  ["a redirect for now is followed", har({ url: orders, status: 302, headers: { location: "/login" } }), []],
  [
    "a body that is not all there says nothing",
    har({
      url: orders,
      headers: { "content-type": "application/json" },
      response: { content: { size: 500, text: '[{"id":1' } },
    }),
    [],
  ],
  [
    "JSON that can be read is whole, whatever its size",
    har({
      url: orders,
      headers: { "content-type": "application/json" },
      response: { content: { size: 500, text: '[{"id":1}]' } },
    }),
    ["0 response-property-type-mismatch /0/id"],
  ],
])("it tells %s", async (_, text, expected) => {
  expect(brief(await sample({ "a.har": text }, "a.har"))).toEqual(expected);
});

test("placeholders that driftpin recorded are held by their types alone", async () => {
  const recorded = one({ state: "string", by: 1 }).replace('"name":"test"', '"name":"driftpin"');
  expect(brief(await sample({ "a.har": recorded }, "a.har"))).toEqual(["0 response-property-type-mismatch /by"]);
});

test("what no operation answers, and what could not be read, is listed", async () => {
  const text = har(
    { url: orders, body: [] },
    { url: "https://shop.example/v1/stock?token=s3cr3t" },
    { method: "DELETE", url: orders },
    { url: "https://ads.example/v1/orders", body: 1 },
    { method: "OPTIONS", url: orders, status: 204 },
    { url: "data:text/plain;base64,c2VjcmV0" },
    { request: 1 },
    { url: orders, status: 0 },
  );
  const { summary, unmatched, unknown } = await sample({ "a.har": text }, "a.har");
  expect({ summary, unmatched, unknown }).toEqual({
    summary: { breaking: 0, warning: 0, info: 0, unknown: 2, exchanges: 8, matched: 1, unmatched: 5, unlisted: 0 },
    unmatched: [
      {
        exchange: 1,
        method: "GET",
        url: "https://shop.example/v1/stock",
        rule: "operation-undocumented",
        text: "the contract has no such path",
      },
      {
        exchange: 2,
        method: "DELETE",
        url: orders,
        rule: "operation-undocumented",
        text: "the contract does not have the method at this path",
      },
      {
        exchange: 3,
        method: "GET",
        url: "https://ads.example/v1/orders",
        text: "it went to a host that the contract does not name",
      },
      { exchange: 4, method: "OPTIONS", url: orders, text: "it only asks what may be sent there" },
      { exchange: 5, method: "GET", url: "data:", text: "it did not go over HTTP" },
    ],
    unknown: [
      { exchange: 6, text: "it is no HAR entry: request is missing or wrong" },
      { exchange: 7, text: "nothing was answered (NO_ANSWER)" },
    ],
  });
});

test("a body is only missed where there is one to hold", async () => {
  const response = { content: { size: 5000, mimeType: "application/json" } };
  const text = har({ url: orders, response }, { url: orders, status: 304, response });
  expect((await sample({ "a.har": text }, "a.har")).unknown).toEqual([
    { exchange: 0, text: "the recording does not have the whole body" },
  ]);
});

test("a recording without the contract's own servers went through a proxy, so the path tells", async () => {
  const text = har(
    { url: "http://127.0.0.1:8080/v1/orders", body: [{ id: 1 }] },
    { url: "http://127.0.0.1:8080/orders/7", body: {} },
  );
  expect(brief(await sample({ "a.har": text }, "a.har"))).toEqual([
    "0 response-property-type-mismatch /0/id",
    "1 response-property-missing /id",
  ]);
});

test("several recordings are told apart, and a glob names them in their order", async () => {
  const bad = har({ url: orders, body: [{ id: 1 }] });
  const files = { "rec/b.har": bad, "rec/a.har": bad, "rec/readme.md": "" };
  expect(brief(await sample(files, "rec/*.har", "rec/a.har"))).toEqual([
    "rec/a.har 0 response-property-type-mismatch /0/id",
    "rec/b.har 0 response-property-type-mismatch /0/id",
  ]);
});

test("a thousand sightings are listed, and the others counted", async () => {
  const bad = Array.from({ length: 1200 }, () => ({ url: orders, body: [{ id: 1 }] }));
  const { summary, deviations } = await sample({ "a.har": har(...bad) }, "a.har");
  expect([deviations.length, summary.unlisted, summary.breaking]).toEqual([1000, 200, 1]);
});

test("a recording that is not there is the user's to mend", async () => {
  await expect(sample({}, "rec/*.har")).rejects.toMatchObject({ code: "DP4104", where: { file: "rec/*.har" } });
});
