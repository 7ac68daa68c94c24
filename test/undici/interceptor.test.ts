import { gzipSync } from "node:zlib";
import { Agent, fetch as fetchOfUndici, getGlobalDispatcher, request, setGlobalDispatcher } from "undici";
import { expect, onTestFinished, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { driftpin, type Interceptor, type RecordOptions } from "../../src/undici/index.ts";
import { type Files, folderWith } from "../support/folder.ts";
import { type Route, startVendor } from "../support/vendor.ts";
import { shapesIn } from "./recorded.ts";

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
        answers: {
          "GET /orders/{id} 200": {
            count: 1,
            tooLarge: 0,
            mediaTypes: { "application/json": 1 },
            shape: shapeOfOrder,
          },
          "GET /orders/{id} 404": { count: 1, tooLarge: 0, mediaTypes: {} },
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
