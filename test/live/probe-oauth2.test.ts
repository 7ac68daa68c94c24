import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Auth, Probe } from "../../src/config/schema.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";
import { describe, type Reply, type Route, startVendor, type TestVendor, vendorConfig } from "../support/vendor.ts";

type OAuth2 = Extract<Auth, { kind: "oauth2" }>;

const env = { SHOP_SECRET: "s3cret:/ü" };
const pinned = describe({ "/orders": { get: { responses: { 200: {} } } } });

/** A night with a vendor whose probes need a token. */
async function night(
  token: Route,
  orders: Route,
  { auth = {}, probes = [{}] }: { auth?: Partial<OAuth2>; probes?: Partial<Probe>[] } = {},
  runtime: TestRuntime = testRuntime({ env }),
): Promise<{ vendor: TestVendor; sampling: Sampling; asked: string[] }> {
  const vendor = await startVendor({ "/token": token, "/orders": orders });
  const config = vendorConfig(vendor.url, probes, {
    auth: {
      kind: "oauth2",
      tokenUrl: `${vendor.url}/token`,
      clientId: "driftpin",
      clientSecret: "${SHOP_SECRET}",
      clientAuthentication: "basic",
      ...auth,
    },
  });
  const sampling = await sample(config, { pinned }, runtime);
  const asked = vendor.received.map(({ url, headers }) => {
    const { authorization = "" } = headers;
    return authorization.startsWith("Bearer") ? `${url} ${authorization}` : url;
  });
  return { vendor, sampling, asked };
}

function granted(value: string, more: Record<string, string | number> = {}): Reply {
  return { body: { access_token: value, token_type: "Bearer", ...more } };
}

test.each<[where: OAuth2["clientAuthentication"], authorization: string | undefined, body: string]>([
  [
    "basic",
    `Basic ${Buffer.from("driftpin:s3cret%3A%2F%C3%BC").toString("base64")}`,
    "scope=orders+lines&audience=https%3A%2F%2Fapi.shop.example&grant_type=client_credentials",
  ],
  [
    "body",
    undefined,
    "scope=orders+lines&audience=https%3A%2F%2Fapi.shop.example&grant_type=client_credentials&client_id=driftpin&client_secret=s3cret%3A%2F%C3%BC",
  ],
])("a client shows who it is by %s", async (clientAuthentication, authorization, body) => {
  const arrived: unknown[] = [];
  await night(
    async (request, response) => {
      arrived.push(request.method, request.headers.authorization, await text(request));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(granted("t1").body));
    },
    {},
    { auth: { clientAuthentication, scope: "orders lines", audience: "https://api.shop.example" } },
  );
  const [method, header, sent] = arrived;
  expect([method, header, sorted(String(sent))]).toEqual(["POST", authorization, sorted(body)]);
});

function sorted(form: string): string[] {
  return form.split("&").sort();
}

test("one token is fetched, and shared by all probes", async () => {
  const { asked } = await night(granted("t1"), {}, { probes: [{ samples: 2 }, {}] });
  expect(asked).toEqual(["/token", "/orders Bearer t1", "/orders Bearer t1", "/orders Bearer t1"]);
});

test("nothing is fetched where no probe may be sent", async () => {
  const { asked } = await night(granted("t1"), {}, { probes: [{ operation: "GET /invoices" }] });
  expect(asked).toEqual([]);
});

test("a token that is refused is renewed once, for all probes together", async () => {
  const { asked, sampling } = await night(
    [granted("t1"), granted("t2")],
    (request, response) => {
      response.writeHead(request.headers.authorization === "Bearer t2" ? 204 : 401).end();
    },
    { probes: [{ samples: 2 }] },
  );
  const statuses = sampling.samples.map(({ exchange: { answer } }) => answer.kind === "answer" && answer.status);
  expect([asked.toSorted(), statuses]).toEqual([
    ["/orders Bearer t1", "/orders Bearer t1", "/orders Bearer t2", "/orders Bearer t2", "/token", "/token"],
    [204, 204],
  ]);
});

test("a vendor that refuses every token is asked no third time", async () => {
  const { asked } = await night([granted("t1"), granted("t2"), granted("t3")], { status: 401 });
  expect(asked).toEqual(["/token", "/orders Bearer t1", "/token", "/orders Bearer t2"]);
});

test("a token that has expired is renewed before it is sent", async () => {
  const runtime = testRuntime({ env });
  const next = { operation: "GET /orders", parameters: {} };
  const { asked } = await night(
    [granted("t1", { expires_in: 60 }), granted("t2", { expires_in: "60" })],
    async (_request, response) => {
      await runtime.clock.sleep(61_000);
      response.writeHead(200, { "content-type": "application/json", link: '</orders?page=2>; rel="next"' }).end("[1]");
    },
    { probes: [{ ...next, pages: 2 }] },
    runtime,
  );
  expect(asked).toEqual(["/token", "/orders Bearer t1", "/token", "/orders?page=2 Bearer t2"]);
});

test("a token that cannot be renewed is sent all the same, never nothing in its place", async () => {
  const { asked, sampling } = await night([granted("t1"), { status: 400 }], { status: 401 });
  expect([asked, sampling.samples.length]).toEqual([["/token", "/orders Bearer t1", "/token"], 1]);
});

test("an expired token that cannot be renewed is sent all the same", async () => {
  const runtime = testRuntime({ env });
  const { asked } = await night(
    [granted("t1", { expires_in: 60 }), { status: 400 }],
    async (_request, response) => {
      await runtime.clock.sleep(61_000);
      response.writeHead(200, { link: '</orders?page=2>; rel="next"' }).end();
    },
    { probes: [{ pages: 3 }] },
    runtime,
  );
  expect(asked).toEqual(["/token", "/orders Bearer t1", "/token", "/orders?page=2 Bearer t1"]);
});

test.each<[name: string, token: Route, text: string]>([
  [
    "it refuses the client",
    { status: 401, body: { error: "invalid_client", error_description: "s3cret" } },
    "the token endpoint refuses: invalid_client (401)",
  ],
  [
    "it refuses the scope",
    { status: 400, body: { error: "invalid_scope" } },
    "the token endpoint refuses: invalid_scope (400)",
  ],
  [
    "it has an error of its own",
    { status: 400, body: { error: "tenant 4711 is locked" } },
    "the token endpoint gives no token (400)",
  ],
  [
    "it refuses with a challenge",
    { status: 401, headers: { "www-authenticate": 'Basic realm="x"' }, body: { error: "invalid_client" } },
    "the token endpoint does not accept the client's id and secret (401)",
  ],
  ["it is down", { status: 503, body: "<html>" }, "the token endpoint gives no token (503)"],
  [
    "it answers a page",
    { headers: { "content-type": "text/html" }, body: "<html>" },
    "the token endpoint answers something that is no token (200)",
  ],
  ["it answers no token", { body: { ok: true } }, "the token endpoint answers something that is no token (200)"],
  ["it answers nothing", { status: 204 }, "the token endpoint gives no token (204)"],
  [
    "its token is bound to a key",
    { body: { access_token: "t1", token_type: "DPoP" } },
    "the token is of type dpop, which probes cannot send",
  ],
])("without a token nothing is sent, and it is told as authentication: %s", async (_, token, text) => {
  const { sampling, asked } = await night(token, {});
  const told = sampling.refusals.map((refusal) => `${refusal.cause}: ${refusal.text}`);
  expect([told, new Set(asked), sampling.samples]).toEqual([[`authentication: ${text}`], new Set(["/token"]), []]);
});

test("a token endpoint that cannot be reached is told as authentication, too", async () => {
  const { sampling, asked } = await night({}, {}, { auth: { tokenUrl: "http://127.0.0.1:1/token" } });
  const told = sampling.refusals.map(({ cause, text }) => `${cause}: ${text}`);
  expect([told, asked]).toEqual([["authentication: the token endpoint cannot be reached (connect: ECONNREFUSED)"], []]);
});

test("an endpoint that is down for a moment is asked again", async () => {
  const { asked } = await night([{ status: 503 }, granted("t1")], {});
  expect(asked).toEqual(["/token", "/token", "/orders Bearer t1"]);
});

test("a variable that is not set is named, and nothing is sent", async () => {
  const { sampling, asked } = await night(granted("t1"), {}, {}, testRuntime());
  expect([sampling.refusals.map(({ text }) => text), asked]).toEqual([
    ["the environment variable SHOP_SECRET is not set"],
    [],
  ]);
});

test("neither the client's secret nor a token is in what a sampling returns", async () => {
  const { sampling } = await night(granted("token-of-tonight"), {
    status: 400,
    headers: { "content-type": "text/plain" },
    body: `token-of-tonight and ${env.SHOP_SECRET} are wrong`,
  });
  expect(JSON.stringify(sampling.samples)).not.toMatch(/token-of-tonight|s3cret/);
});
