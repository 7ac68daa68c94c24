import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Probe } from "../../src/config/schema.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, startVendor, vendorConfig } from "../support/vendor.ts";

/** What arrives at a sandbox that is sent a body: its type, and its text; with the refusals, if nothing does. */
async function sent(probe: Partial<Probe>, requestBody: Json | undefined, more: JsonObject = {}): Promise<unknown> {
  const arrived: unknown[] = [];
  const vendor = await startVendor({
    "/orders": async (request, response) => {
      arrived.push(request.headers["content-type"], await text(request));
      response.writeHead(201).end();
    },
  });
  const pinned = describe(
    { "/orders": { post: { ...(requestBody && { requestBody }), responses: { 201: {} } } } },
    more,
  );
  const probes = [{ operation: "POST /orders", unsafe: true, ...probe }];
  const { refusals } = await sample(vendorConfig(vendor.url, probes, { sandbox: true }), { pinned }, testRuntime());
  return arrived.length > 0 ? arrived : refusals.map(({ cause, text }) => `${cause}: ${text}`);
}

const order = {
  type: "object",
  required: ["id", "amount", "pin"],
  properties: {
    id: { type: "string", readOnly: true },
    amount: { type: "integer" },
    pin: { type: "string", writeOnly: true },
  },
};
const good = { amount: 5, pin: "x" };

test.each<[name: string, content: JsonObject, probe: Partial<Probe>, expected: readonly [type: string, text: string]]>([
  ["JSON", { "application/json": { schema: order } }, { body: good }, ["application/json", '{"amount":5,"pin":"x"}']],
  [
    "JSON of the vendor's own, before a form",
    { "application/x-www-form-urlencoded": {}, "application/vnd.shop.v2+json": {} },
    { body: good },
    ["application/vnd.shop.v2+json", '{"amount":5,"pin":"x"}'],
  ],
  ["JSON, where any type goes", { "*/*": {} }, { body: [1] }, ["application/json", "[1]"]],
  [
    "the type that the probe asks for",
    { "application/json": {}, "application/x-www-form-urlencoded": { schema: order } },
    { body: good, headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" } },
    ["application/x-www-form-urlencoded; charset=utf-8", "amount=5&pin=x"],
  ],
  [
    "a form, with fields as its encoding says",
    {
      "application/x-www-form-urlencoded": {
        encoding: { card: { style: "deepObject", explode: true }, tags: { explode: false } },
      },
    },
    {
      body: { card: { number: 1, owner: { name: "a b" } }, tags: ["a", "b"], lines: [1, 2], meta: { a: 1 }, no: null },
    },
    [
      "application/x-www-form-urlencoded",
      "card%5Bnumber%5D=1&card%5Bowner%5D%5Bname%5D=a%20b&tags=a,b&lines=1&lines=2&meta=%7B%22a%22%3A1%7D",
    ],
  ],
  [
    "a form that is written already",
    { "application/x-www-form-urlencoded": { schema: order } },
    { body: "a=1&b" },
    ["application/x-www-form-urlencoded", "a=1&b"],
  ],
  ["text", { "text/plain": { schema: { type: "string" } } }, { body: "hello" }, ["text/plain", "hello"]],
])("a body is written as %s", async (_, content, probe, expected) => {
  expect(await sent(probe, { content })).toEqual(expected);
});

test("a form of several parts has a part for each value, with the type that the contract says", async () => {
  const properties = {
    note: { type: "string" },
    lines: { type: "array", items: { type: "integer" } },
    address: { type: "object" },
    photo: { $ref: "#/components/schemas/Photo" },
    icon: { type: "string" },
  };
  const content = {
    "multipart/form-data": { schema: { properties }, encoding: { icon: { contentType: "image/svg+xml, image/png" } } },
  };
  const more = { components: { schemas: { Photo: { type: "string", format: "binary" } } } };
  const body = { note: "hi", lines: [1, 2], address: { city: "X" }, photo: "bytes", icon: "<svg/>" };
  const [type, text] = (await sent({ body }, { content }, more)) as [string, string];
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1] ?? "none";
  const part = (name: string, value: string, file = "", contentType = "") =>
    `Content-Disposition: form-data; name="${name}"${file}\r\n${contentType}\r\n${value}\r\n`;
  const parts = [
    part("note", "hi"),
    part("lines", "1"),
    part("lines", "2"),
    part("address", '{"city":"X"}', "", "Content-Type: application/json\r\n"),
    part("photo", "bytes", '; filename="photo"', "Content-Type: application/octet-stream\r\n"),
    part("icon", "<svg/>", '; filename="icon"', "Content-Type: image/svg+xml\r\n"),
  ];
  expect(text).toBe(`${parts.map((one) => `--${boundary}\r\n${one}`).join("")}--${boundary}--\r\n`);
});

const required = { required: true, content: { "application/json": { schema: order } } };

test.each<
  [name: string, body: Json | undefined, requestBody: Json | undefined, headers: Probe["headers"], text: string]
>([
  ["there is none", undefined, required, {}, "the operation requires a body, and the probe has none"],
  ["the operation has none", good, undefined, {}, "the contract knows no body for this operation"],
  [
    "the operation has none of its type",
    good,
    required,
    { "content-type": "text/csv" },
    "the contract knows no body of type text/csv for this operation",
  ],
  ["a value has another type", { ...good, amount: "5" }, required, {}, "the body's /amount must be integer"],
  ["a property is missing", { amount: 5 }, required, {}, "the body must have required property 'pin'"],
  [
    "it cannot be written in its type",
    { a: 1 },
    { content: { "application/xml": {} } },
    {},
    "a body of type application/xml is not written so",
  ],
  [
    "a form's value spells another type",
    { amount: "five", pin: "x" },
    { content: { "application/x-www-form-urlencoded": { schema: order } } },
    {},
    "the body's /amount must be integer",
  ],
])("a body is refused before it is sent where %s", async (_, body, requestBody, headers, text) => {
  const probe = { headers, ...(body !== undefined && { body: body as Exclude<Probe["body"], undefined> }) };
  expect(await sent(probe, requestBody)).toEqual([`request: ${text}`]);
});

test("text that spells a number in a form is sent as it was written", async () => {
  const content = { "application/x-www-form-urlencoded": { schema: order } };
  expect(await sent({ body: { amount: "05", pin: "x" } }, { content })).toEqual([
    "application/x-www-form-urlencoded",
    "amount=05&pin=x",
  ]);
});
