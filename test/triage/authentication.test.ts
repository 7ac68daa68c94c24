import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { shop } from "../check/team.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, type Night, now, outcome } from "./night.ts";

const date = new Date(now).toUTCString();
const seconds = Date.parse(now) / 1000;

function token(claims: JsonObject): string {
  const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
}

function bearer(value: string): Night {
  return { vendor: { auth: { kind: "bearer", token: "${TOKEN}" } }, runtime: { env: { TOKEN: value } } };
}

function challenge(text: string, status = 401): Reply {
  return { status, headers: { "www-authenticate": text } };
}

const wantsKey = {
  ...shop(),
  security: [{ key: [] }],
  components: {
    ...(shop().components as JsonObject),
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
  },
};
const wantsScope = {
  ...wantsKey,
  security: [{ oauth: ["orders:read"] }],
  components: {
    ...wantsKey.components,
    securitySchemes: {
      oauth: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "/token", scopes: { "orders:read": "" } } } },
    },
  },
};

const refused = "the vendor refuses the credentials";

test.each<[name: string, reply: Reply, night: Night, certainty: "certain" | "likely", text: string]>([
  ["401 without credentials", { status: 401 }, {}, "certain", "the vendor wants credentials, and none are configured"],
  ["401 without a challenge", { status: 401 }, bearer("abc"), "certain", refused],
  [
    "401 with a challenge of another scheme",
    challenge('Basic realm="api"'),
    bearer("abc"),
    "certain",
    `${refused}: the vendor asks for basic, and bearer is configured`,
  ],
  [
    "401 with a challenge that names its error",
    challenge('Bearer error="invalid_token"'),
    bearer("abc"),
    "certain",
    `${refused}: the challenge says that the token is expired, revoked or malformed (invalid_token)`,
  ],
  [
    "401 where the contract asks for what is not configured",
    { status: 401 },
    { ...bearer("abc"), pinned: wantsKey },
    "certain",
    `${refused}: the contract asks for an API key in the header X-Key, and bearer is configured`,
  ],
  [
    "401 with an expired token",
    { status: 401, headers: { date } },
    bearer(token({ exp: seconds - 60 })),
    "certain",
    `${refused}: the token expired 60 s ago (exp)`,
  ],
  [
    "401 with an early token",
    { status: 401, headers: { date } },
    bearer(token({ nbf: seconds + 60 })),
    "certain",
    `${refused}: the token is not valid for another 60 s (nbf)`,
  ],
  [
    "403 with a token from the future",
    { status: 403, headers: { date } },
    bearer(token({ iat: seconds + 60 })),
    "certain",
    `${refused}: the token was issued 60 s in the future (iat)`,
  ],
  [
    "401 with a token that only our own clock takes for good",
    { status: 401, headers: { date: new Date((seconds + 600) * 1000).toUTCString() } },
    bearer(token({ exp: seconds + 300 })),
    "certain",
    `${refused}: the token expired 300 s ago (exp)`,
  ],
  [
    "401 with clocks apart",
    { status: 401, headers: { date: new Date((seconds - 600) * 1000).toUTCString() } },
    bearer("abc"),
    "certain",
    `${refused}: this machine's clock is 600 s ahead of the vendor's`,
  ],
  [
    "401 with a token for another host",
    { status: 401 },
    bearer(token({ aud: "https://other.example" })),
    "certain",
    `${refused}: the token is for another host (aud)`,
  ],
  ["403 without more", { status: 403, body: { message: "no" } }, bearer("abc"), "likely", refused],
  [
    "403 for a scope that GitHub names",
    { status: 403, headers: { "x-accepted-oauth-scopes": "repo", "x-oauth-scopes": "gist, user" } },
    bearer("abc"),
    "certain",
    `${refused}: the token lacks the scope repo`,
  ],
  [
    "403 for a scope that the challenge names",
    challenge('Bearer error="insufficient_scope", scope="orders:read"', 403),
    bearer("abc"),
    "certain",
    `${refused}: the token lacks the scope orders:read (insufficient_scope)`,
  ],
  [
    "403 for a scope that the contract names",
    { status: 403, body: {} },
    { ...bearer(token({ scope: "orders:write" })), pinned: wantsScope },
    "certain",
    `${refused}: the token lacks the scope orders:read`,
  ],
  [
    "400 that is about the key",
    { status: 400, body: { error: { reason: "API key expired" } } },
    bearer("abc"),
    "likely",
    refused,
  ],
  ["200 that is about the token", { body: { ok: false, error: "invalid_auth" } }, bearer("abc"), "likely", refused],
  [
    "302 to a login",
    { status: 302, headers: { location: "/login?next=/orders" } },
    bearer("abc"),
    "certain",
    `${refused}: it redirects to a login`,
  ],
])("%s", async (_, reply, night, certainty, text) => {
  const { brief, found } = await outcome({ ...night, routes: { "/orders/o1": reply } });
  expect([brief, found?.text]).toEqual([`authentication at 3, ${certainty}: unknown`, text]);
});

test("a variable that is not set", async () => {
  expect(await brief({ ...bearer("") })).toBe("authentication at 3, certain: unknown");
});

test("no claim of a token is shown but its times", async () => {
  const secret = token({ sub: "ada", aud: "https://inner.example", exp: seconds - 60, scope: "orders:write" });
  const { found } = await outcome({ ...bearer(secret), routes: { "/orders/o1": { status: 403 } } });
  expect(JSON.stringify(found)).not.toMatch(/ada|inner|orders:write|eyJ/);
});

test("the whole path is shown, with what each step found", async () => {
  const reply = { status: 401, headers: { date, "www-authenticate": "Bearer" } };
  const { found } = await outcome({ ...bearer(token({ exp: seconds - 3600 })), routes: { "/orders/o1": reply } });
  const skipped = { outcome: "skipped", evidence: ["step 3 decided"] };
  expect(found && { ...found, exchange: undefined, curl: found.curl?.replace(/\d{4,5}/, "4010") }).toEqual({
    operation: { method: "get", path: "/orders/{id}" },
    exchange: undefined,
    cause: "authentication",
    certainty: "certain",
    step: 3,
    text: "the vendor refuses the credentials: the token expired 3600 s ago (exp)",
    todo: "Renew the credential, and look at its scopes.",
    remedy: "Renew the secret, set the environment variable that holds it, or ask for the scope that is missing.",
    curl: `curl --include --compressed --globoff --header 'accept: application/json, */*;q=0.5' --header 'user-agent: driftpin' --header 'authorization: Bearer '"$TOKEN" http://127.0.0.1:4010/orders/o1`,
    steps: [
      {
        step: 1,
        name: "symptom",
        outcome: "fail",
        evidence: [
          expect.stringMatching(/^GET \S+\/orders\/o1 answered 401 after \d+ ms$/),
          "www-authenticate: Bearer",
        ],
      },
      { step: 2, name: "network", outcome: "pass", evidence: expect.arrayContaining(["the whole answer arrived"]) },
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
