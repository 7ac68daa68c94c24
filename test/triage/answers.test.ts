import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { type Reply, startVendor } from "../support/vendor.ts";
import { brief, type Circumstances, diagnose, now, paths } from "./night.ts";

const html = { "content-type": "text/html" };
const page = "<!DOCTYPE html><title>Error</title>";
const date = new Date(now).toUTCString();
const seconds = Date.parse(now) / 1000;

function token(claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

function bearer(value: string): Partial<Circumstances> {
  return { vendor: { auth: { kind: "bearer", token: "${TOKEN}" } }, runtime: { env: { TOKEN: value } } };
}

const orders = { probe: { operation: "GET /orders", parameters: {} } };
const region: JsonObject = { name: "region", in: "query", required: true, schema: { type: "string" } };
const nowWithRegion: JsonObject = { ...paths, "/orders": { get: { parameters: [region], responses: {} } } };
const withoutOrders: JsonObject = { "/baskets": { get: { responses: {} } } };

test.each<[name: string, reply: Reply, circumstances: Partial<Circumstances>, expected: string]>([
  ["200", { body: { id: "o1" } }, {}, "no failure"],
  ["200 that deviates is drift's matter", { body: { id: "o1", more: 1 } }, {}, "no failure"],
  ["200 without what is required is drift's matter", { body: {} }, {}, "no failure"],
  ["200 with a new envelope is drift's matter", { body: { data: { id: "o1" } } }, {}, "no failure"],
  ["301 to another place is drift's matter", { status: 301, headers: { location: "/v2/orders/o1" } }, {}, "no failure"],
  ["401 without credentials", { status: 401 }, {}, "authentication at 3, certain"],
  [
    "401 with a challenge of another scheme",
    { status: 401, headers: { "www-authenticate": 'Basic realm="api"' } },
    bearer("abc"),
    "authentication at 3, certain",
  ],
  [
    "401 with an expired token",
    { status: 401, headers: { date } },
    bearer(token({ exp: seconds - 60 })),
    "authentication at 3, certain",
  ],
  [
    "401 with an early token",
    { status: 401, headers: { date } },
    bearer(token({ nbf: seconds + 60 })),
    "authentication at 3, certain",
  ],
  [
    "403 with a token from the future",
    { status: 403, headers: { date } },
    bearer(token({ iat: seconds + 60 })),
    "authentication at 3, certain",
  ],
  ["403 without more", { status: 403, body: { message: "no" } }, {}, "authentication at 3, likely"],
  [
    "403 for a missing scope",
    { status: 403, headers: { "x-accepted-oauth-scopes": "repo", "x-oauth-scopes": "gist, user" } },
    bearer("abc"),
    "authentication at 3, certain",
  ],
  ["302 to a login", { status: 302, headers: { location: "/login?next=/orders" } }, {}, "authentication at 3, certain"],
  [
    "403 that is a rate limit by what remains",
    { status: 403, headers: { "x-ratelimit-remaining": "0" } },
    {},
    "rate-limit at 5, certain",
  ],
  [
    "403 that is a rate limit by Retry-After",
    { status: 403, headers: { "retry-after": "60" } },
    {},
    "rate-limit at 5, certain",
  ],
  ["429 with seconds", { status: 429, headers: { "retry-after": "60" } }, {}, "rate-limit at 5, certain"],
  ["429 with a date", { status: 429, headers: { "retry-after": date } }, {}, "rate-limit at 5, certain"],
  ["429 without more", { status: 429 }, {}, "rate-limit at 5, certain"],
  [
    "403 that is a gateway's page",
    { status: 403, headers: { ...html, server: "cloudflare" }, body: page },
    {},
    "dependency at 5, likely",
  ],
  ["500", { status: 500, body: { error: "oops" } }, {}, "dependency at 5, certain"],
  [
    "502 that is a gateway's page",
    { status: 502, headers: { ...html, server: "nginx" }, body: page },
    {},
    "dependency at 5, certain",
  ],
  ["503 with Retry-After", { status: 503, headers: { "retry-after": "120" } }, {}, "dependency at 5, certain"],
  ["504", { status: 504 }, {}, "dependency at 5, certain"],
  ["408", { status: 408 }, {}, "dependency at 5, certain"],
  ["302 to a maintenance page", { status: 302, headers: { location: "/maintenance" } }, {}, "dependency at 5, likely"],
  ["200 that is a gateway's page", { headers: html, body: page }, {}, "dependency at 5, likely"],
  ["200 that is an error", { body: { error: { message: "busy" } } }, {}, "dependency at 5, likely"],
  ["404 for a wrong id", { status: 404, body: { message: "Not Found" } }, {}, "request at 4, likely"],
  [
    "404 for a removed endpoint",
    { status: 404, body: { message: "Not Found" } },
    { published: withoutOrders },
    "vendor-change at 7, certain",
  ],
  ["404 for a list", { status: 404, body: { message: "Not Found" } }, orders, "vendor-change at 7, likely"],
  ["404 that is a router's page", { status: 404, headers: html, body: page }, {}, "vendor-change at 7, likely"],
  [
    "404 for a wrong base URL",
    { status: 404, headers: html, body: page },
    { servers: [{ url: "https://api.example.com/v1" }] },
    "consumer at 6, likely",
  ],
  ["405 for a wrong base URL", { status: 405 }, { servers: [{ url: "/v1" }] }, "consumer at 6, likely"],
  ["402", { status: 402 }, {}, "consumer at 6, likely"],
  ["407", { status: 407 }, {}, "consumer at 6, certain"],
  ["301 to https", { status: 301, headers: { location: "https://127.0.0.1/orders/o1" } }, {}, "consumer at 6, certain"],
  [
    "400 for http on a port for https",
    { status: 400, headers: html, body: "<html>The plain HTTP request was sent to HTTPS port" },
    {},
    "consumer at 6, certain",
  ],
  ["410", { status: 410 }, {}, "vendor-change at 7, certain"],
  [
    "400 for a newly required parameter",
    { status: 400, body: { detail: "region" } },
    { ...orders, published: nowWithRegion },
    "vendor-change at 7, certain",
  ],
  [
    "422 for a request that satisfies all paper",
    { status: 422 },
    { ...orders, published: paths },
    "vendor-change at 7, likely",
  ],
  ["405", { status: 405 }, {}, "vendor-change at 7, likely"],
  ["406", { status: 406 }, {}, "vendor-change at 7, likely"],
  ["415", { status: 415 }, {}, "vendor-change at 7, likely"],
  [
    "400 for a parameter that is only published",
    { status: 400 },
    { probe: { operation: "GET /orders", parameters: { region: "eu" } }, published: nowWithRegion },
    "request at 4, certain",
  ],
  [
    "404 for an operation that is only published",
    { status: 404 },
    { probe: { operation: "GET /baskets", parameters: {} }, published: withoutOrders },
    "request at 4, certain",
  ],
])("%s", async (_, reply, circumstances, expected) => {
  const { url } = await startVendor({ "/orders": reply, "/orders/o1": reply, "/baskets": reply });
  expect(brief(await diagnose({ server: url, ...circumstances }))).toBe(expected);
});

test.each([
  ["critical", 409, "dependency at 5, likely"],
  ["none", 409, "vendor-change at 7, likely"],
  ["minor", 503, "dependency at 5, certain"],
])("a status page that says %s, and a %i", async (indicator, status, expected) => {
  const statusPage = await startVendor({ "/api/v2/status.json": { body: { status: { indicator } } } });
  const { url } = await startVendor({ "/orders/o1": { status } });
  const diagnosis = await diagnose({ server: url, vendor: { statusPage: `${statusPage.url}/` } });
  expect([brief(diagnosis), diagnosis?.steps[4]?.evidence]).toEqual([
    expected,
    expect.arrayContaining([`the status page says: ${indicator}`]),
  ]);
});

test("the whole path is shown, with what each step found", async () => {
  const { url } = await startVendor({ "/orders/o1": { status: 401, headers: { date, "www-authenticate": "Bearer" } } });
  const diagnosis = await diagnose({ server: url, ...bearer(token({ exp: seconds - 3600 })) });
  const skipped = { outcome: "skipped", evidence: ["step 3 decided"] };
  expect({ ...diagnosis, sample: undefined }).toEqual({
    sample: undefined,
    cause: "authentication",
    certainty: "certain",
    decidedBy: 3,
    text: "the vendor refuses the credentials: the token expired 3600 s ago (exp)",
    todo: "Renew the credential, and look at its scopes.",
    steps: [
      { step: 1, name: "symptom", outcome: "fail", evidence: [`GET ${url}/orders/o1 answered 401 after 0 ms`] },
      { step: 2, name: "network", outcome: "pass", evidence: ["the whole answer arrived"] },
      {
        step: 3,
        name: "authentication",
        outcome: "fail",
        evidence: ["the status is 401", "the token expired 3600 s ago (exp)"],
      },
      { step: 4, name: "parameters and format", ...skipped },
      { step: 5, name: "dependency health", ...skipped },
      { step: 6, name: "our own logic", ...skipped },
      { step: 7, name: "vendor change", ...skipped },
    ],
  });
});
