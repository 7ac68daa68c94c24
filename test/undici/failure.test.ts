import { createServer } from "node:net";
import { Agent, request } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { driftpin, type FailedCall } from "../../src/undici/index.ts";
import { folderWith } from "../support/folder.ts";
import { listen, type Route, startVendor } from "../support/vendor.ts";

const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
const limit = { name: "limit", in: "query", schema: { type: "integer", maximum: 100 } };
const order = {
  content: {
    "application/json": { schema: { type: "object", required: ["total"], properties: { total: { type: "number" } } } },
  },
};
const contract = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: {
    "/orders": {
      get: { parameters: [limit], responses: { "200": {} } },
      post: { requestBody: { ...order, required: true }, responses: { "201": {} } },
    },
    "/orders/{id}": { get: { parameters: [id], responses: { "200": {} } } },
  },
};

interface Call {
  readonly path?: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes one call, and returns what was told of it. */
async function failed(answer: Route, { path = "/orders", ...call }: Call = {}, isPinned = true): Promise<FailedCall[]> {
  const { url } = await startVendor({ [path.split("?", 1)[0] ?? ""]: answer });
  return toldOf(`${url}${path}`, call, isPinned);
}

async function toldOf(url: string, call: Omit<Call, "path">, isPinned: boolean): Promise<FailedCall[]> {
  const folder = await folderWith(isPinned ? { "specs/shop/contract.json": JSON.stringify(contract) } : {});
  const told: FailedCall[] = [];
  const interceptor = driftpin({ vendor: "shop", folder, onFailure: (failure) => told.push(failure) });
  const dispatcher = new Agent().compose(interceptor);
  onTestFinished(() => dispatcher.destroy());
  const options = { dispatcher, ...call, headers: { ...call.headers } };
  await request(url, options).then(
    ({ body }) => body.dump(),
    () => undefined,
  );
  await interceptor.flush();
  return told;
}

function brief({ operation, cause, certainty }: FailedCall): string {
  return `${operation.method} ${operation.path}: ${cause}, ${certainty}`;
}

const json = { "content-type": "application/json" };
const expired = `e${Buffer.from("{}").toString("base64url")}.${Buffer.from('{"exp":1}').toString("base64url")}.c2ln`;

test.each<[what: string, answer: Route, call: Call, expected: string]>([
  [
    "401 with an expired token",
    { status: 401 },
    { headers: { authorization: `Bearer ${expired}` } },
    "get /orders: authentication, certain",
  ],
  ["429", { status: 429, headers: { "retry-after": "60" } }, {}, "get /orders: rate-limit, certain"],
  ["503", { status: 503 }, {}, "get /orders: dependency, certain"],
  [
    "400 for a parameter over its maximum",
    { status: 400 },
    { path: "/orders?limit=200" },
    "get /orders: request, certain",
  ],
  [
    "400 for a parameter that is not there",
    { status: 400 },
    { path: "/orders?page=2" },
    "get /orders: request, certain",
  ],
  [
    "422 for a body that does not fit",
    { status: 422 },
    { method: "POST", headers: json, body: '{"total":"1"}' },
    "post /orders: request, certain",
  ],
  ["400 for a request that fits", { status: 400 }, { path: "/orders?limit=20" }, "get /orders: vendor-change, likely"],
  [
    "404 for an operation that is not in the contract",
    { status: 404 },
    { path: "/invoices/17" },
    "get /invoices/{id}: request, certain",
  ],
])("%s is told with its cause", async (_, answer, call, expected) => {
  expect((await failed(answer, call)).map(brief)).toEqual([expected]);
});

test("a good answer and a call that the team gave up are no failures", async () => {
  expect(await failed({ body: [] })).toEqual([]);
});

test("a connection that is cut is a failure of the network", async () => {
  const server = createServer((socket) => socket.destroy());
  const port = await listen(server);
  onTestFinished(() => void server.close());
  expect((await toldOf(`http://127.0.0.1:${port}/orders`, {}, true)).map(brief)).toEqual([
    "get /orders: network, certain",
  ]);
});

test("without a contract, what nothing explains has no cause", async () => {
  expect((await failed({ status: 400 }, {}, false)).map(brief)).toEqual(["get /orders: undefined, likely"]);
});
