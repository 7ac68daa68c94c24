import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { recording } from "../../src/live/recording/index.ts";
import type { Entry } from "../../src/live/recording/recorded.ts";
import { folderWith } from "../support/folder.ts";
import { har } from "../support/har.ts";
import { testRuntime } from "../support/runtime.ts";

async function read(text: string): Promise<Entry[]> {
  const cwd = await folderWith({ "a.har": text });
  const entries: Entry[] = [];
  for await (const entry of recording(join(cwd, "a.har"), testRuntime({ cwd }))) entries.push(entry);
  return entries;
}

/** What came of each entry, as `METHOD url status type body (part)`. */
function brief(entry: Entry): string {
  if (entry.kind === "unreadable") return `${entry.index}: ${entry.why}`;
  const { request, reply, isWhole } = entry.exchange;
  const { answer } = reply;
  const came =
    answer.kind === "failure"
      ? `${answer.phase} ${answer.code}`
      : [answer.status, answer.headers["content-type"], answer.body.toString()].filter(Boolean).join(" ");
  return `${entry.index}: ${request.method} ${request.url.href} ${came}${isWhole ? "" : " (part)"}`;
}

const at = "https://a.example/";

test("an entry is an exchange, with its headers joined and HTTP/2's own left out", async () => {
  const response = {
    headers: [
      { name: "Via", value: "a" },
      { name: "via", value: "b" },
      { name: ":status", value: "200" },
    ],
  };
  const [entry] = await read(har({ url: at, body: [1], response }));
  expect(entry).toEqual({
    kind: "exchange",
    index: 0,
    exchange: {
      request: { method: "GET", url: new URL(at), headers: {} },
      reply: {
        answer: { kind: "answer", status: 200, headers: { via: "a, b" }, body: Buffer.from("[1]") },
        startedAt: "2026-01-02T03:04:05.000Z",
        durationMs: 12,
      },
      isWhole: true,
      isRedacted: false,
    },
  });
});

const content = (saved: JsonObject, more: JsonObject = {}) => har({ url: at, response: { content: saved, ...more } });

test.each<[name: string, text: string, expected: string[]]>([
  [
    "a body in base64",
    content({ size: 2, mimeType: "text/plain", text: "aGk=", encoding: "base64" }),
    [`0: GET ${at} 200 text/plain hi`],
  ],
  [
    "a media type that only the content tells",
    content({ mimeType: "application/json", text: "1" }),
    [`0: GET ${at} 200 application/json 1`],
  ],
  [
    "a media type that the recorder does not know",
    content({ size: 2, mimeType: "x-unknown", text: "hi" }),
    [`0: GET ${at} 200 hi`],
  ],
  ["no content at all", har({ url: at, response: { content: null, bodySize: 0 } }), [`0: GET ${at} 200`]],
  ["no content, and nobody knows its size", har({ url: at, response: { content: {} } }), [`0: GET ${at} 200 (part)`]],
  ["a body that was left out", content({ size: 5000, mimeType: "text/html" }), [`0: GET ${at} 200 text/html (part)`]],
  [
    "a body that was left out, and only its size on the wire is told",
    content({ size: 0, mimeType: "text/html" }, { bodySize: 5000 }),
    [`0: GET ${at} 200 text/html (part)`],
  ],
  [
    "a body that was left out, and only a header tells",
    har({ url: at, headers: { "Content-Length": "5000" } }),
    [`0: GET ${at} 200 (part)`],
  ],
  ["a body that is empty", content({ size: 0, text: "" }, { bodySize: 20 }), [`0: GET ${at} 200`]],
  [
    "a body that was cut",
    content({ size: 5000, mimeType: "text/html", text: "<p>" }),
    [`0: GET ${at} 200 text/html <p> (part)`],
  ],
  [
    "a size that was compressed",
    content({ size: 3, mimeType: "text/html", text: "<p>", compression: -20 }, { bodySize: 23 }),
    [`0: GET ${at} 200 text/html <p>`],
  ],
  [
    "a name that does not resolve",
    har({ url: at, status: 0, response: { _error: "net::ERR_NAME_NOT_RESOLVED" } }),
    [`0: GET ${at} dns ENOTFOUND`],
  ],
  ["an answer that never came", har({ url: at, status: 0 }), [`0: GET ${at} headers NO_ANSWER`]],
  [
    "an answer that never came, as Playwright has it",
    har({ url: at, status: -1, response: { _failureText: "net::ERR_CONNECTION_REFUSED" } }),
    [`0: GET ${at} connect ECONNREFUSED`],
  ],
  [
    "a broken entry is told, and those after it are read",
    har({ request: { method: "GET" } }, { url: at, body: 1 }),
    ["0: it is no HAR entry: request.url is missing or wrong", `1: GET ${at} 200 application/json; charset=utf-8 1`],
  ],
  ["nothing", har(), []],
  ["a byte order mark", `\uFEFF${har({ url: at })}`, [`0: GET ${at} 200`]],
  ["something before the log", har({ url: at }).replace("{", '{"comment":"x",'), [`0: GET ${at} 200`]],
])("HAR: %s", async (_, text, expected) => {
  expect((await read(text)).map(brief)).toEqual(expected);
});

test("what driftpin recorded has placeholders for values", async () => {
  const entries = await read(har({ url: at }).replace('"name":"test"', '"name":"driftpin"'));
  expect(entries.map((entry) => entry.kind === "exchange" && entry.exchange.isRedacted)).toEqual([true]);
});

test.each<[name: string, text: string, code: string, what: RegExp]>([
  ["ends too early", har({ url: at, body: "x".repeat(100_000) }).slice(0, -20), "DP4102", /near byte \d{6}$/],
  ["goes wrong", har({ url: at }).replace('"time":12', '"time":sk_live_12345'), "DP4102", /near byte \d{2,3}$/],
  ["goes on after its end", `${har({ url: at })}]`, "DP4102", /near byte \d{3}$/],
  ["is empty", "", "DP4103", /neither an HTTP Archive nor a Postman collection$/],
  ["is something else", '{"openapi":"3.1.0"}', "DP4103", /neither an HTTP Archive nor a Postman collection$/],
])("a file that %s is an error that says where, and shows nothing of it", async (_, text, code, what) => {
  await expect(read(text)).rejects.toMatchObject({
    code,
    what: expect.stringMatching(what),
    where: { file: "a.har" },
    cause: undefined,
  });
});

test("what was read before a file goes wrong is not lost", async () => {
  const cwd = await folderWith({ "a.har": har({ url: at }, { url: at }).slice(0, -5) });
  const entries: string[] = [];
  const reading = async () => {
    for await (const entry of recording(join(cwd, "a.har"), testRuntime({ cwd }))) entries.push(brief(entry));
  };
  await expect(reading()).rejects.toMatchObject({ code: "DP4102" });
  expect(entries).toEqual([`0: GET ${at} 200`]);
});

test("a file that is not there", async () => {
  const cwd = await folderWith({});
  const first = recording(join(cwd, "b.har"), testRuntime({ cwd })).next();
  await expect(first).rejects.toMatchObject({
    code: "DP4101",
    where: { file: "b.har" },
    todo: "there is no such file",
  });
});

const example = (originalRequest: unknown, more: object = {}) => ({
  name: "saved",
  originalRequest,
  code: 200,
  header: [{ key: "Content-Type", value: "application/json" }],
  body: "[]",
  ...more,
});
const collection = (item: unknown[], more: object = {}) =>
  JSON.stringify({
    info: { name: "Shop", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    item,
    ...more,
  });
const saved = (url: unknown, more?: object) => [{ name: "list", response: [example({ method: "GET", url }, more)] }];

test.each<[name: string, text: string, expected: string[]]>([
  [
    "an address as text",
    collection(saved("https://a.example/orders")),
    ["0: GET https://a.example/orders 200 application/json []"],
  ],
  [
    "an address in parts",
    collection(saved({ protocol: "https", host: ["a", "example"], port: "8443", path: ["orders", { value: "7" }] })),
    ["0: GET https://a.example:8443/orders/7 200 application/json []"],
  ],
  [
    "variables of the collection, which may name each other",
    collection(saved({ raw: "{{baseUrl}}/orders" }), {
      variable: [
        { key: "baseUrl", value: "https://{{host}}/v1" },
        { key: "host", value: "a.example" },
      ],
    }),
    ["0: GET https://a.example/v1/orders 200 application/json []"],
  ],
  [
    "path variables",
    collection(saved({ raw: "https://a.example/orders/:id/lines/:line", variable: [{ key: "id", value: "a/b" }] })),
    ["0: GET https://a.example/orders/a%2Fb/lines/:line 200 application/json []"],
  ],
  [
    "a host that only an environment knows",
    collection(saved({ raw: "{{baseUrl}}/orders/{{id}}" })),
    ["0: GET http://unresolved.invalid/orders/%7B%7Bid%7D%7D 200 application/json []"],
  ],
  [
    "folders within folders, with their variables",
    collection([
      {
        name: "v1",
        variable: [{ key: "v", value: "v1" }],
        item: [{ name: "deep", item: saved("https://a.example/{{v}}") }, ...saved("https://a.example/2")],
      },
    ]),
    ["0: GET https://a.example/v1 200 application/json []", "1: GET https://a.example/2 200 application/json []"],
  ],
  [
    "an example without a request of its own",
    collection([
      { name: "old", request: { method: "DELETE", url: "https://a.example/1" }, response: [{ code: 204, body: null }] },
    ]),
    ["0: DELETE https://a.example/1 204 (part)"],
  ],
  [
    "headers as one text",
    collection(saved("https://a.example/", { header: "Content-Type: text/plain\nX-A: 1\n" })),
    ["0: GET https://a.example/ 200 text/plain []"],
  ],
  [
    "an example that cannot be read is told",
    collection([{ name: "x", response: [example({ url: 1 }), example("https://a.example/", { code: "ok" })] }]),
    ["0: its request has no address", "1: it is no saved example: code is missing or wrong"],
  ],
  ["requests without examples", collection([{ name: "x", request: "https://a.example/" }]), []],
])("Postman: %s", async (_, text, expected) => {
  expect((await read(text)).map(brief)).toEqual(expected);
});
