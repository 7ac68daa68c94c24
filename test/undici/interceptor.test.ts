import { once } from "node:events";
import { createServer } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Agent, fetch as fetchOfUndici, getGlobalDispatcher, request, setGlobalDispatcher } from "undici";
import { expect, onTestFinished, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { driftpin, type Interceptor, type RecordOptions } from "../../src/undici/index.ts";
import { type Files, folderWith } from "../support/folder.ts";
import { listen, type Route, startVendor } from "../support/vendor.ts";
import { archivesIn, shapesIn } from "./recorded.ts";

const contract = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "https://api.shop.example/v1" }],
  paths: {
    "/orders": { get: { responses: { "200": { description: "" } } } },
    "/orders/{id}": { get: { responses: { "200": { description: "" } } } },
  },
};
const pinned: Files = { "specs/shop/contract.json": JSON.stringify(contract) };

/** A vendor, a folder, and an agent of the team's that is recorded. */
async function recorded(
  routes: Readonly<Record<string, Route>>,
  { files = pinned, ...options }: Partial<RecordOptions> & { files?: Files } = {},
) {
  const vendor = await startVendor(routes);
  const folder = await folderWith(files);
  const interceptor: Interceptor = driftpin({ vendor: "shop", folder, ...options });
  const agent = new Agent().compose(interceptor);
  onTestFinished(() => agent.destroy());
  return { ...vendor, folder, agent, flush: interceptor.flush };
}

const json = { "content-type": "application/json" };
const order: Json = { id: "o1", total: 12.5 };
const shapeOfOrder = {
  count: 1,
  types: { object: 1 },
  properties: { id: { count: 1, types: { string: 1 } }, total: { count: 1, types: { number: 1 } } },
};

test("request: shapes are recorded by the operations of the pinned contract, whatever its base path", async () => {
  const { url, agent, folder, flush } = await recorded({
    "/v1/orders/o1": { body: order },
    "/orders/o2": { status: 404 },
  });
  const first = await request(`${url}/v1/orders/o1?expand=lines`, { dispatcher: agent });
  const body = await first.body.json();
  await (await request(`${url}/orders/o2`, { dispatcher: agent })).body.dump();
  await flush();
  expect({ body, recorded: await shapesIn(folder) }).toEqual({
    body: order,
    recorded: [
      {
        schemaVersion: 1,
        pins: ["none"],
        answers: {
          "GET /orders/{id} 200": {
            count: 1,
            unread: 0,
            addresses: 1,
            mediaTypes: { "application/json": 1 },
            shape: shapeOfOrder,
          },
          "GET /orders/{id} 404": { count: 1, unread: 0, addresses: 1, mediaTypes: {} },
        },
        failures: {},
        unmatched: {},
        dropped: 0,
      },
    ],
  });
});

test.each([
  ["Node's own fetch", globalThis.fetch],
  ["undici's fetch", fetchOfUndici as unknown as typeof globalThis.fetch],
])("%s is heard through the global dispatcher, and answers as ever", async (_, fetch) => {
  const { url, agent, folder, flush } = await recorded({
    "/orders/o1": (_request, response) => {
      response.setHeader("set-cookie", ["a=1", "b=2"]);
      response.setHeader("content-encoding", "gzip");
      response.setHeader("content-type", "application/json");
      response.writeHead(200, "Fine").end(gzipSync(JSON.stringify(order)));
    },
  });
  const before = getGlobalDispatcher();
  setGlobalDispatcher(agent);
  onTestFinished(() => setGlobalDispatcher(before));
  const answer = await fetch(`${url}/orders/o1`);
  const seen = [answer.status, answer.statusText, answer.headers.getSetCookie(), await answer.json()];
  await flush();
  const [recording] = await shapesIn(folder);
  expect({ seen, shape: recording?.answers["GET /orders/{id} 200"]?.shape }).toEqual({
    seen: [200, "Fine", ["a=1", "b=2"], order],
    shape: shapeOfOrder,
  });
});

test("exchanges are kept redacted when they are asked for, with what was sent", async () => {
  const { url, agent, folder, flush } = await recorded(
    { "/orders/o1": { headers: json, body: chatty } },
    { keep: "exchanges" },
  );
  await request(`${url}/orders/o1?api_key=${secret}&state=open`, {
    dispatcher: agent,
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ email: "anna@example.org", total: 12.5 }),
  }).then(({ body }) => body.dump());
  await flush();
  const [archive] = await archivesIn(folder);
  const { request: sent, response } = archive?.log.entries[0] ?? {};
  const text = JSON.stringify(archive);
  expect({
    entries: archive?.log.entries.length,
    url: sent?.url,
    sent: Object.keys(JSON.parse(sent?.postData?.text ?? "{}")),
    came: Object.keys(JSON.parse(response?.content.text ?? "{}")),
    leaks: [secret, "anna@", "anna%40", Buffer.from(secret).toString("base64")].filter((each) => text.includes(each)),
  }).toEqual({
    entries: 1,
    url: `${url}/orders/o1?api_key=[redacted]&state=open`,
    sent: ["email", "total"],
    came: ["id", "total", "echo"],
    leaks: [],
  });
});

const secret = "hunter2-horse-battery";
const chatty = JSON.stringify({ id: "o1", total: 12.5, echo: `Bearer ${secret} of anna@example.org` });

test("what the team calls secret is taken out too", async () => {
  const config = `version: 1
vendors: { shop: { source: openapi.json, redact: { names: [customer], patterns: ["KD-[0-9]+"] } } }
`;
  const { url, agent, folder, flush } = await recorded(
    { "/customers/KD-17": { body: "KD-17 of customer=Meier" } },
    { keep: "exchanges", files: { "driftpin.yaml": config } },
  );
  await request(`${url}/customers/KD-17?customer=Meier`, { dispatcher: agent }).then(({ body }) => body.dump());
  await flush();
  const text = JSON.stringify(await archivesIn(folder));
  expect([text.includes("/customers/"), text.includes("KD-17"), text.includes("Meier")]).toEqual([true, false, false]);
});

test("a body that is too large to be kept still counts, and reaches the team whole", async () => {
  const large = JSON.stringify("x".repeat(2 * 1024 * 1024));
  const { url, agent, folder, flush } = await recorded({
    "/orders": { headers: json, body: large },
    "/orders/bomb": {
      headers: { ...json, "content-encoding": "br" },
      body: brotliCompressSync(Buffer.alloc(5 * 1024 * 1024, "1")),
    },
  });
  const { body } = await request(`${url}/orders`, { dispatcher: agent });
  const text = await body.text();
  await request(`${url}/orders/bomb`, { dispatcher: agent }).then(({ body }) => body.dump());
  await flush();
  const [recording] = await shapesIn(folder);
  const unread = { count: 1, unread: 1, addresses: 1, mediaTypes: { "application/json": 1 } };
  expect({ size: text.length, answers: recording?.answers }).toEqual({
    size: large.length,
    answers: { "GET /orders 200": unread, "GET /orders/{id} 200": unread },
  });
});

test("an exchange that no operation answers is listed with its host, ids left out", async () => {
  const { url, agent, folder, flush } = await recorded({ "/invoices/8731/lines": { body: [] } });
  await request(`${url}/invoices/8731/lines`, { dispatcher: agent }).then(({ body }) => body.dump());
  await flush();
  const [recording] = await shapesIn(folder);
  expect({ answers: recording?.answers, unmatched: recording?.unmatched }).toEqual({
    answers: {},
    unmatched: { [`GET ${new URL(url).host}/invoices/{id}/lines 200`]: 1 },
  });
});

test("without a contract, operations go by the form of their paths", async () => {
  const { url, agent, folder, flush } = await recorded({ "/orders/8731": { body: order } }, { files: {} });
  await request(`${url}/orders/8731`, { dispatcher: agent }).then(({ body }) => body.dump());
  await flush();
  const [recording] = await shapesIn(folder);
  expect(Object.keys(recording?.answers ?? {})).toEqual(["GET /orders/{id} 200"]);
});

test("a call fails as it would without the interceptor, and is counted", async () => {
  const server = createServer((socket) => void socket.once("data", () => socket.end()));
  const port = await listen(server);
  onTestFinished(() => void server.close());
  const { agent, folder, flush } = await recorded({});
  const plain = new Agent();
  onTestFinished(() => plain.destroy());
  const failures = await Promise.all(
    [plain, agent].map((dispatcher) =>
      request(`http://127.0.0.1:${port}/orders`, { dispatcher }).catch(({ name, code, message }) => ({
        name,
        code,
        message,
      })),
    ),
  );
  await flush();
  const [recording] = await shapesIn(folder);
  expect({ same: failures[1], failures: recording?.failures }).toEqual({
    same: failures[0],
    failures: { "GET /orders UND_ERR_SOCKET": 1 },
  });
});

test("of a storm of calls some are dropped, and all are counted", async () => {
  const { url, agent, folder, flush } = await recorded({ "/orders": { body: [] }, "/orders/o1": { body: order } });
  const paths = [...Array.from({ length: 300 }, () => "/orders"), "/orders/o1"];
  await Promise.all(paths.map(async (path) => (await request(url + path, { dispatcher: agent })).body.dump()));
  await flush();
  const [recording] = await shapesIn(folder);
  const counted = recording?.answers["GET /orders 200"]?.count ?? 0;
  expect({
    storm: counted + (recording?.dropped ?? 0),
    isKept: counted >= 100,
    rare: recording?.answers["GET /orders/{id} 200"]?.count,
  }).toEqual({ storm: 300, isKept: true, rare: 1 });
});

test("a contract that cannot be read is a warning, and the calls go on", async () => {
  const { url, agent, folder, flush } = await recorded(
    { "/orders": { body: [] } },
    { files: { "specs/shop/contract.json": "{" } },
  );
  const warned = once(process, "warning");
  const { statusCode, body } = await request(`${url}/orders`, { dispatcher: agent });
  await body.dump();
  await flush();
  const [warning] = await warned;
  const [recording] = await shapesIn(folder);
  expect([statusCode, Object.keys(recording?.answers ?? {}), warning.code]).toEqual([
    200,
    ["GET /orders 200"],
    "DRIFTPIN",
  ]);
});

test("a vendor that the configuration does not have is a warning", async () => {
  const warned = once(process, "warning");
  await recorded({}, { files: { "driftpin.yaml": "version: 1\nvendors: { stock: { source: stock.json } }\n" } });
  const [{ message }] = await warned;
  expect(message).toBe('driftpin: nothing will use what is recorded: the configuration has no vendor "shop"');
});

test("a name that would lead out of the folder, and what cannot be kept, are refused", () => {
  expect(() => driftpin({ vendor: "../shop" })).toThrow('DP6201 "../shop" is no name of a vendor');
  expect(() => driftpin({ vendor: "shop", keep: "all" as "shapes" })).toThrow('DP6209 "all" cannot be kept');
});
