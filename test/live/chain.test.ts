import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { live } from "../../src/check/look/live.ts";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import { blockedProbes } from "../../src/drift/blocked.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Reply, type Route, startVendor, type TestVendor, vendorConfig } from "../support/vendor.ts";

const json = { "200": { content: { "application/json": { schema: {} } } } };
const total = { type: "object", properties: { total: { type: "number" } } };
const pinned = describe({
  "/orders": { get: { parameters: [{ name: "q", in: "query" }], responses: json } },
  "/orders/{id}": {
    parameters: [{ name: "id", in: "path", required: true }],
    get: { parameters: [{ name: "page", in: "query", schema: { type: "integer" } }], responses: json },
    put: { requestBody: { content: { "application/json": { schema: total } } }, responses: json },
  },
  "/numbers/{id}": {
    get: { parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }], responses: json },
  },
});

const list: Partial<Probe> = { id: "list", operation: "GET /orders" };

function one(id: string, more: Partial<Probe> = {}): Partial<Probe> {
  return { operation: "GET /orders/{id}", parameters: { id }, ...more };
}

interface Night {
  readonly vendor: TestVendor;
  readonly sampling: Sampling;
}

async function night(
  routes: Readonly<Record<string, Route>>,
  probes: readonly Partial<Probe>[],
  more: Partial<Vendor> = {},
): Promise<Night> {
  const vendor = await startVendor(routes);
  return { vendor, sampling: await sample(vendorConfig(vendor.url, probes, more), { pinned }, testRuntime()) };
}

function asked({ vendor }: Night): string[] {
  return vendor.received.map(({ method, url }) => `${method} ${url}`);
}

const orders: Reply = {
  headers: { "x-next": "abc", "content-type": "application/json" },
  body: JSON.stringify([{ id: "o-771", "a/b": 5, n: 7, list: ["x", "y"], nothing: null }]),
};

test.each<[name: string, text: string, expected: string]>([
  ["text of the body", "$steps.list.response.body#/0/id", "/orders/o-771"],
  ["a number of the body", "$steps.list.response.body#/0/n", "/orders/7"],
  ["a name that needs escaping", "$steps.list.response.body#/0/a~1b", "/orders/5"],
  ["a list of the body", "$steps.list.response.body#/0/list", "/orders/x,y"],
  ["a header, whatever its case", "$steps.list.response.header.X-Next", "/orders/abc"],
  ["the status", "$steps.list.statusCode", "/orders/200"],
  ["what was asked in the query", "$steps.list.request.query.q", "/orders/eu"],
  ["what was asked in a header", "$steps.list.request.header.accept-language", "/orders/de"],
  ["several within text", "a-{$steps.list.response.body#/0/id}-{$steps.list.response.body#/0/n}", "/orders/a-o-771-7"],
  ["JSON within text", "a{$steps.list.response.body#/0/list}", "/orders/a%5B%22x%22%2C%22y%22%5D"],
])("a probe takes from one that is listed after it: %s", async (_, text, expected) => {
  const step = { ...list, parameters: { q: "eu" }, headers: { "Accept-Language": "de" } };
  expect(asked(await night({ "/orders": orders }, [one(text), step]))).toEqual(["GET /orders?q=eu", `GET ${expected}`]);
});

test("what only looks like an expression is sent as it is", async () => {
  expect(asked(await night({}, [one("$steps {and} $5")]))).toEqual(["GET /orders/%24steps%20%7Band%7D%20%245"]);
});

test("a body and a header keep the types that they are given", async () => {
  const bodies: string[] = [];
  const put: Route = async (request, response) => {
    for await (const chunk of request) bodies.push(`${request.headers["if-match"]} ${chunk}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  };
  const change = one("$steps.list.response.body#/0/id", {
    operation: "PUT /orders/{id}",
    headers: { "If-Match": "v{$steps.list.response.body#/0/n}" },
    body: { total: "$steps.list.response.body#/0/n" },
    unsafe: true,
  });
  await night({ "/orders": orders, "/orders/o-771": put }, [list, change], { sandbox: true });
  expect(bodies).toEqual(['v7 {"total":7}']);
});

test("probes that do not wait for each other are sent side by side, and one of a chain as soon as it can be", async () => {
  let held: ServerResponse | undefined;
  const holding: Route = (_, response) => {
    held = response;
  };
  const opening: Route = (_, response) => {
    response.end();
    held?.end();
  };
  const probes = [one("held"), list, one("$steps.list.response.body#/0/id")];
  const { sampling } = await night({ "/orders/held": holding, "/orders": orders, "/orders/o-771": opening }, probes);
  expect(sampling.samples.map(({ exchange }) => exchange.request.url.replace(/^.*:\d+/, ""))).toEqual([
    "/orders/held",
    "/orders",
    "/orders/*",
  ]);
});

test("a step that is sent several times lends its first good answer", async () => {
  const route: readonly Reply[] = [{ status: 500 }, orders];
  const probes = [{ ...list, samples: 2 }, one("$steps.list.response.body#/0/id")];
  expect(asked(await night({ "/orders": route }, probes)).at(-1)).toBe("GET /orders/o-771");
});

/** What a person reads of the probes that were not sent. */
async function blocked(
  routes: Readonly<Record<string, Route>>,
  probes: readonly Partial<Probe>[],
  more: Partial<Vendor> = {},
): Promise<string[]> {
  const { url } = await startVendor(routes);
  const runtime = testRuntime();
  const { sampling, diagnoses } = await live(
    vendorConfig(url, probes, more),
    { pinned, published: undefined },
    runtime,
  );
  return blockedProbes(sampling.blocked, diagnoses).map(
    ({ operation, cause, step, text }) => `${operation?.path} ${cause} ${step}: ${text}`,
  );
}

const needing = one("$steps.list.response.body#/0/id");

test.each<[name: string, routes: Readonly<Record<string, Route>>, probes: readonly Partial<Probe>[], expected: string]>(
  [
    [
      "the step cannot be served",
      { "/orders": { status: 503 } },
      [list, needing],
      '/orders/{id} dependency 5: it needs $steps.list.response.body#/0/id, and step "list" answered 503: the vendor cannot serve just now (503)',
    ],
    [
      "the step is reset",
      { "/orders": (request) => void request.socket.destroy() },
      [list, needing],
      '/orders/{id} network 2: it needs $steps.list.response.body#/0/id, and step "list" failed with UND_ERR_SOCKET: the connection ended before an answer (UND_ERR_SOCKET)',
    ],
    [
      "the step answers a page",
      { "/orders": { headers: { "content-type": "text/html" }, body: "<html>Sorry" } },
      [list, needing],
      '/orders/{id} dependency 5: it needs $steps.list.response.body#/0/id, and step "list" did not answer JSON: a gateway\'s page came where data was expected',
    ],
    [
      "the list is empty",
      { "/orders": { body: [] } },
      [list, needing],
      '/orders/{id} request 4: it needs $steps.list.response.body#/0/id, and step "list" has nothing at /0/id',
    ],
    [
      "the value is null",
      { "/orders": { body: [{ id: null }] } },
      [list, needing],
      '/orders/{id} request 4: it needs $steps.list.response.body#/0/id, and step "list" has null at /0/id',
    ],
    [
      "the header is not there",
      { "/orders": orders },
      [list, one("$steps.list.response.header.etag")],
      '/orders/{id} request 4: it needs $steps.list.response.header.etag, and step "list" has no header etag in its answer',
    ],
    [
      "the step is refused",
      {},
      [{ ...list, parameters: { nope: 1 } }, needing],
      '/orders/{id} request 4: it needs $steps.list.response.body#/0/id, and step "list" was not sent: the contract knows no parameter "nope"',
    ],
    [
      "the step before the step failed",
      { "/orders": { status: 429 } },
      [list, one("$steps.list.response.body#/0/id", { id: "one" }), one("$steps.one.response.body#/next")],
      '/orders/{id} rate-limit 5: it needs $steps.one.response.body#/next, and step "one" was not sent: it needs $steps.list.response.body#/0/id, and step "list" answered 429: the vendor\'s rate limit is used up',
    ],
  ],
)("a probe is unknown with the cause of the first failure: %s", async (_, routes, probes, expected) => {
  expect((await blocked(routes, probes)).at(-1)).toBe(expected);
});

test("a value that the contract does not allow is not sent, and not told", async () => {
  const { vendor, sampling } = await night({ "/orders": orders }, [
    list,
    one("$steps.list.response.body#/0/id", { operation: "GET /numbers/{id}" }),
  ]);
  expect([vendor.received.length, sampling.refusals.map(({ text }) => text)]).toEqual([
    1,
    ['with what step "list" answered, the path parameter "id" must be integer'],
  ]);
});

test.each(["..", ""])('a value that would lead to another path is not sent: "%s"', async (value) => {
  const { sampling } = await night({ "/orders": { body: [{ id: value }] } }, [list, needing]);
  expect(sampling.refusals.map(({ text }) => text)).toEqual([
    'with what step "list" answered, the path parameter "id" would lead to another path',
  ]);
});

test("what can be refused without an answer is refused before anything is sent", async () => {
  const { vendor, sampling } = await night({ "/orders": orders }, [
    one("$steps.list.response.body#/0/id", { id: "list", parameters: { nope: "$steps.list.response.body" } }),
    one("$steps.list.response.body#/0/id", { parameters: { id: "$steps.list.response.body#/0/id", page: "two" } }),
  ]);
  expect([vendor.received, sampling.refusals.map(({ text }) => text)]).toEqual([
    [],
    [
      'the contract knows no parameter "nope"; the path parameter "id" is required, and the probe has none',
      'the query parameter "page" must be integer',
    ],
  ]);
});

test.each(["o-771", "kunde 4/9", "7", "{x}"])(
  "a value that was taken is shown to nobody, wherever and however the vendor repeats it: %s",
  async (value) => {
    const spelt = encodeURIComponent(value);
    const { url } = await startVendor({
      "/orders": { body: [value] },
      [`/orders/${spelt}`]: {
        status: 404,
        headers: { location: `/orders/${spelt}?of=${value}`, server: `a ${value}`, "retry-after": "7" },
        body: `No order ${value}, "${spelt}", in 17 shops.`,
      },
    });
    const text = "$steps.list.response.body#/0";
    const probe = one(text, { parameters: { id: text, page: 2 }, headers: { Accept: `a;{${text}}` } });
    const runtime = testRuntime();
    const seen = await live(vendorConfig(url, [list, probe]), { pinned, published: undefined }, runtime);
    const { request, answer } = seen.sampling.samples[1]?.exchange ?? {};
    const told = JSON.stringify([seen, runtime.told]);
    expect({
      url: request?.url.replace(/^.*:\d+/, ""),
      accept: request?.headers.accept,
      answer,
      leaks: [value, spelt].filter((spelling) => spelling.length > 1 && told.includes(spelling)),
    }).toMatchObject({
      url: "/orders/*?page=2",
      accept: "a;[redacted]",
      answer: {
        headers: { location: "/orders/[redacted]?of=%5Bredacted%5D", server: "a [redacted]", "retry-after": "7" },
        body: 'xx xxxxx xxxxxxxxxxx "xxxxxxxxxx"x xx 00 xxxxxx',
      },
      leaks: [],
    });
  },
);
