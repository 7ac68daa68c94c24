import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Probe } from "../../src/config/schema.ts";
import type { Baseline } from "../../src/contract/contract.ts";
import { baseline } from "../../src/live/baseline.ts";
import { protocolRules } from "../../src/live/protocol/facts.ts";
import { protocolOf } from "../../src/live/protocol/index.ts";
import { recordsOf } from "../../src/live/protocol/operations.ts";
import { protocolShifts } from "../../src/live/protocol/shift.ts";
import type { Sample } from "../../src/live/sample.ts";
import type { Connection } from "../../src/runtime/index.ts";
import { describe, type Reply, type Route } from "../support/vendor.ts";
import { carried, tls } from "./carried.ts";
import { night, ok } from "./night.ts";

const contract = describe({ "/orders": { get: { responses: ok({}) } } });
const origin = { headers: { origin: "https://app.example" } };

/** What a pinned night and another one come to: `rule: text` each. */
async function shifts(then: Route, now: Route, probe: Partial<Probe> = {}): Promise<string[]> {
  return told(await pinned(then, probe), await seen(now, probe));
}

async function pinned(route: Route, probe: Partial<Probe> = {}): Promise<Baseline> {
  const { samples, ...rest } = await night(route, ok({}), { probe });
  const failed = samples.filter(({ exchange: { answer } }) => answer.kind === "answer" && answer.status >= 400);
  return baseline([{ ...rest, samples: samples.filter((sample) => !failed.includes(sample)) }], { failed });
}

async function seen(route: Route, probe: Partial<Probe> = {}): Promise<readonly Sample[]> {
  return (await night(route, ok({}), { probe })).samples;
}

function told(before: Baseline, samples: readonly Sample[]): string[] {
  return protocolShifts(contract, before, samples).map(({ rule, text }) => `${rule}: ${text}`);
}

function headers(then: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): [Reply, Reply] {
  return [{ headers: then }, { headers: now }];
}

const moved = (status: number, location: string): Reply => ({ status, headers: { location } });
const refused = (challenge: string): Reply => ({ status: 401, headers: { "www-authenticate": challenge } });

type Nights = readonly [name: string, then: Route, now: Route, expected: readonly string[]];

const ofHeaders: readonly Nights[] = [
  ["nothing", { headers: { etag: "1" }, body: {} }, { headers: { etag: "2" }, body: {} }, []],
  [
    "a redirect that is for good now",
    moved(302, "/a"),
    moved(301, "/a"),
    ["protocol-redirect-became-permanent: the redirect is permanent now, to another path"],
  ],
  [
    "a redirect that leads elsewhere",
    moved(302, "/a"),
    moved(302, "https://other.example/a"),
    ["protocol-redirect-moved: the redirect now leads to another host"],
  ],
  [
    "a redirect to another version",
    {},
    moved(308, "/v2/orders"),
    ["protocol-redirect-added: the operation redirects, to another version of the API, and answered itself before"],
  ],
  [
    "a redirect that is gone",
    moved(302, "/a"),
    {},
    ["protocol-redirect-removed: the operation no longer redirects, and answers itself"],
  ],
  ["a slash at the end of a redirect is spelling", moved(302, "/orders"), moved(302, "/orders/"), []],
  [
    "another media type",
    { headers: { "content-type": "application/json" }, body: "{}" },
    { headers: { "content-type": "application/hal+json" }, body: "{}" },
    ["protocol-media-type-changed: the answers are application/hal+json, and were application/json"],
  ],
  [
    "another charset",
    { headers: { "content-type": "text/csv; charset=utf-8" }, body: "a" },
    { headers: { "content-type": "text/csv; charset=iso-8859-1" }, body: "a" },
    ["protocol-charset-changed: the charset is iso-8859-1, and was utf-8"],
  ],
  [
    "JSON that no longer says its charset",
    { headers: { "content-type": "application/json; charset=utf-8" }, body: "{}" },
    { headers: { "content-type": "application/json" }, body: "{}" },
    [],
  ],
  [
    "another challenge",
    refused("Basic realm=a"),
    refused("Bearer realm=a"),
    ["protocol-auth-scheme-changed: the vendor asks for bearer, and asked for basic"],
  ],
  [
    "a further challenge",
    refused("Basic realm=a"),
    refused("Basic realm=a, Bearer"),
    ["protocol-auth-scheme-added: the vendor asks for bearer, and asked for basic"],
  ],
  ["a token that has expired is no change of the scheme", { body: {} }, refused("Bearer"), []],
  [
    "another way to the next page",
    { headers: { link: '<?page=2>; rel="next"' }, body: [] },
    { body: { items: [], next_cursor: "a" } },
    ["protocol-pagination-changed: the next page is told by /next_cursor of the body, and was by the Link header"],
  ],
  ["a list that fits on one page now", { headers: { link: '<?page=2>; rel="next"' }, body: [] }, { body: [] }, []],
  [
    "two ways to the next page, one of which is not needed tonight",
    { headers: { link: '<?page=2>; rel="next"' }, body: { next: "?page=2" } },
    { body: { next: null } },
    [],
  ],
  [
    "rate-limit headers that are gone",
    { headers: { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "1" } },
    {},
    [
      "protocol-rate-limit-removed: the headers x-ratelimit-limit and x-ratelimit-remaining are no longer in the answers",
    ],
  ],
  [
    "rate-limit headers that are new",
    {},
    { headers: { "x-ratelimit-limit": "60" } },
    ["protocol-rate-limit-added: the header x-ratelimit-limit is new in the answers"],
  ],
  ["counts of a rate limit", ...headers({ "x-ratelimit-remaining": "60" }, { "x-ratelimit-remaining": "1" }), []],
  [
    "another policy",
    ...headers({ "ratelimit-policy": '"a";q=100;w=60' }, { "ratelimit-policy": '"a";q=10;w=60' }),
    ["protocol-rate-limit-policy-changed: the rate limit is 10 per 60 s, and was 100 per 60 s"],
  ],
  [
    "caching that is gone",
    { headers: { etag: "a", "cache-control": "max-age=60" } },
    { headers: { "cache-control": "max-age=10" } },
    ["protocol-caching-removed: the answers no longer say etag"],
  ],
  [
    "answers that may not be stored",
    ...headers({ "cache-control": "private" }, { "cache-control": "no-store" }),
    ["protocol-caching-forbidden: the answers say no-store, and did not before"],
  ],
  ["caching that is new", {}, { headers: { etag: "a" } }, ["protocol-caching-added: the answers now say etag"]],
  ["who asks", ...headers({ "cache-control": "public" }, { "cache-control": "private" }), []],
  [
    "another compression",
    { headers: { "content-encoding": "gzip" }, body: gzipSync("{}") },
    { body: "{}" },
    ["protocol-content-encoding-changed: the answers are no longer compressed"],
  ],
  [
    "an end that is announced",
    {},
    { headers: { sunset: "Sat, 31 Dec 2033 23:59:59 GMT", deprecation: "@1688169599" } },
    [
      "protocol-sunset-announced: the answers say that it is deprecated as of 2023-06-30 and that it ends on 2033-12-31",
    ],
  ],
  [
    "an end that is nearer",
    ...headers({ sunset: "Sat, 31 Dec 2033 23:59:59 GMT" }, { sunset: "Mon, 31 Jan 2033 23:59:59 GMT" }),
    ["protocol-sunset-moved: the answers now say that it ends on 2033-01-31"],
  ],
  [
    "an end that moves on every night",
    ...headers({ sunset: "Sat, 31 Dec 2033 23:59:59 GMT" }, { sunset: "Sun, 01 Jan 2034 23:59:59 GMT" }),
    [],
  ],
  [
    "deprecation that is announced",
    {},
    { headers: { deprecation: "true" } },
    ["protocol-deprecation-announced: the answers say that it is deprecated"],
  ],
  [
    "an end after a deprecation that was known",
    ...headers({ deprecation: "true" }, { deprecation: "true", sunset: "Sat, 31 Dec 2033 23:59:59 GMT" }),
    ["protocol-sunset-announced: the answers say that it ends on 2033-12-31"],
  ],
  [
    "an end that is off",
    { headers: { deprecation: "true" } },
    {},
    ["protocol-ending-withdrawn: the answers no longer say that it is deprecated"],
  ],
  [
    "a successor",
    {},
    { headers: { link: '</v2/orders>; rel="successor-version"' } },
    ["protocol-successor-announced: the answers say where to find its successor-version"],
  ],
  [
    "errors that became problem details",
    { status: 404, body: { error: { message: "" } } },
    { status: 404, headers: { "content-type": "application/problem+json" }, body: '{"title":"","status":404}' },
    ["protocol-error-envelope-changed: an error (404) no longer has error, and has problem details, status and title"],
  ],
  [
    "an error that has more",
    { status: 404, body: { message: "" } },
    { status: 404, body: { message: "", errors: [] } },
    [],
  ],
  ["another error", { status: 404, body: { message: "" } }, { status: 409, body: { error: "" } }, []],
  [
    "another gateway",
    {},
    { headers: { "cf-ray": "1-FRA" } },
    ["protocol-gateway-changed: the answers come through Cloudflare"],
  ],
  [
    "what is recorded only is told at the level that a team gives it",
    ...headers({ vary: "accept" }, { vary: "origin" }),
    ["protocol-vary-changed: the answers depend now on origin, and no longer on accept"],
  ],
];

test.each(ofHeaders)("protocol facts against the baseline: %s", async (_, then, now, expected) => {
  expect(await shifts(then, now)).toEqual(expected);
});

const ofAnOrigin: readonly Nights[] = [
  [
    "what the origin may no longer read",
    { headers: { "access-control-allow-origin": "*" } },
    {},
    ["protocol-cors-removed: a browser may no longer read the answer"],
  ],
  [
    "what the origin may read beside",
    ...headers(
      { "access-control-allow-origin": "*" },
      { "access-control-allow-origin": "*", "access-control-expose-headers": "Link" },
    ),
    ["protocol-cors-added: a browser may now read the header link"],
  ],
  [
    "an origin that is named",
    ...headers({ "access-control-allow-origin": "*" }, { "access-control-allow-origin": "https://app.example" }),
    [],
  ],
];

test.each(ofAnOrigin)("protocol facts against the baseline, with an Origin: %s", async (_, then, now, expected) => {
  expect(await shifts(then, now, origin)).toEqual(expected);
});

const [cached, uncached] = [{ headers: { etag: "a" } }, {}];

test.each<Nights>([
  ["what only some answers of tonight lack", [cached, cached], [cached, uncached], []],
  ["what some answers lacked then", [cached, uncached], [uncached, uncached], []],
  ["what some answers had then", [uncached, cached], [cached, cached], []],
  [
    "what all had, and none has",
    [cached, cached],
    [uncached, uncached],
    ["protocol-caching-removed: the answers no longer say etag"],
  ],
])("protocol facts that flap are not told: %s", async (_, then, now, expected) => {
  expect(await shifts(then, now, { samples: 2 })).toEqual(expected);
});

test("a baseline that lacks a fact, or is of another form, says nothing about it", async () => {
  const samples = await seen({ status: 301, headers: { location: "/a", sunset: "Sat, 31 Dec 2033 23:59:59 GMT" } });
  const before = await pinned({});
  const forms: readonly Baseline["protocol"][string][] = [
    {},
    { answers: 1, facts: {} },
    { answers: 1, facts: { redirect: "direct", ending: [1] } },
    { statusClass: "2xx", mediaType: "application/json" },
    "odd",
  ];
  expect(forms.flatMap((form) => told({ ...before, protocol: { "GET /orders": form } }, samples))).toEqual([]);
});

test("a finding stays the same when only its date moves, and another one where something else is new", async () => {
  const before = await pinned(moved(302, "/a"));
  const fingerprints = async (reply: Reply) =>
    protocolShifts(contract, before, await seen(reply)).map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
  const [a, b] = [moved(302, "https://a.example/"), moved(302, "https://b.example/")];
  const ends = (sunset: string): Reply => ({ ...moved(302, "/a"), headers: { location: "/a", sunset } });
  expect([
    await fingerprints(a),
    await fingerprints(ends("Sat, 31 Dec 2033 23:59:59 GMT")),
    await fingerprints(moved(302, "/v2/a")),
  ]).toEqual([
    await fingerprints(b),
    await fingerprints(ends("Fri, 30 Dec 2033 23:59:59 GMT")),
    [expect.not.stringMatching((await fingerprints(a))[0] ?? "")],
  ]);
});

/** Answers as they would be over another connection. */
async function over(connection: Partial<Connection>, startedAt: string, times = 1): Promise<readonly Sample[]> {
  const protocol = protocolOf(carried({ tls, ...connection }, startedAt), String);
  const [sample] = await seen({});
  return sample === undefined ? [] : Array.from({ length: times }, () => ({ ...sample, protocol }));
}

const [newYear, december] = ["2026-01-01T00:00:00Z", "2026-12-24T00:00:00Z"];

interface Carried {
  readonly before?: Partial<Connection>;
  readonly now?: Partial<Connection>;
  readonly at?: string;
}

const ofTheConnection: readonly [name: string, nights: Carried, expected: readonly string[]][] = [
  ["the same", {}, []],
  [
    "an older HTTP",
    { now: { httpVersion: "1.1" } },
    ["protocol-http-version-fell: the server speaks HTTP/1.1, and spoke HTTP/2"],
  ],
  [
    "a newer HTTP",
    { before: { httpVersion: "1.1" } },
    ["protocol-http-version-rose: the server speaks HTTP/2, and spoke HTTP/1.1"],
  ],
  [
    "an older TLS",
    { now: { tls: { ...tls, version: "TLSv1.2" } } },
    ["protocol-tls-version-fell: the server agrees on TLSv1.2, and agreed on TLSv1.3"],
  ],
  [
    "a newer TLS",
    { before: { tls: { ...tls, version: "TLSv1.2" } } },
    ["protocol-tls-version-rose: the server agrees on TLSv1.3, and agreed on TLSv1.2"],
  ],
  [
    "another chain",
    { now: { tls: { ...tls, chainLength: 2 } } },
    ["protocol-certificate-chain-changed: the chain has 2 certificates, and had 3"],
  ],
  [
    "another intermediate of the same authority",
    { now: { tls: { ...tls, issuer: "C=US, O=Trust, Inc., CN=Trust R13" } } },
    [],
  ],
  [
    "another authority",
    { now: { tls: { ...tls, issuer: "O=Other" } } },
    ["protocol-certificate-issuer-changed: the server's certificate is issued by Other, and was by Trust Inc."],
  ],
  [
    "a certificate that ends soon",
    { at: december },
    ["protocol-certificate-expiring: the server's certificate expires on 2026-12-31"],
  ],
  ["through a proxy", { now: { proxy: true, httpVersion: "1.1", tls: { ...tls, issuer: "O=Own" } } }, []],
];

test.each(ofTheConnection)("facts of the connection against the baseline: %s", async (_, nights, expected) => {
  const { before: then = {}, now = {}, at = newYear } = nights;
  const { samples: _none, ...sampling } = await night({}, ok({}));
  const before = baseline([{ ...sampling, samples: await over(then, newYear) }]);
  expect(told(before, await over(now, at))).toEqual(expected);
});

const slow = { phases: { headers: 2000 } };

const ofLatency: readonly [
  name: string,
  then: number,
  now: number,
  Partial<Connection>,
  expected: readonly string[],
][] = [
  ["few answers then", 19, 20, slow, []],
  ["few answers tonight", 20, 19, slow, []],
  ["not ten times", 20, 20, { phases: { headers: 200 } }, []],
  [
    "ten times, and many answers",
    20,
    20,
    slow,
    [
      "protocol-latency-rose: every answer takes more than ten times as long as the slowest did, which took under 30 ms",
    ],
  ],
];

test.each(ofLatency)("latency is told with care: %s", async (_, then, now, phases, expected) => {
  const { samples: _none, ...sampling } = await night({}, ok({}));
  const before = baseline([{ ...sampling, samples: await over({}, newYear, then) }]);
  expect(told(before, await over(phases, newYear, now))).toEqual(expected);
});

test("every rule of protocol facts is told by some night, and no other", () => {
  const expected = [ofHeaders, ofAnOrigin, ofTheConnection, ofLatency].flat().flatMap((row) => row.at(-1));
  const ids = new Set(expected.map((text) => String(text).split(":", 1)[0]));
  expect([...ids].sort()).toEqual(protocolRules.map(({ id }) => id).sort());
});

test("a latency that is near a border does not change the baseline, one that rose does", async () => {
  const { samples: _none, ...sampling } = await night({}, ok({}));
  const pin = async (headersMs: number, earlier?: Baseline) =>
    baseline([{ ...sampling, samples: await over({ phases: { headers: headersMs } }, newYear, 20) }], { earlier });
  const first = await pin(29);
  const latencyOf = ({ protocol }: Baseline) => JSON.stringify(protocol).match(/"latency":\[[^\]]*\]/)?.[0];
  expect([await pin(31, first), latencyOf(await pin(2000, first))]).toEqual([first, '"latency":["under 3000 ms"]']);
});

test("what is of the server is compared over all operations", async () => {
  const then = await seen({ headers: { "cf-ray": "1" } });
  const now = await seen({ headers: { "cf-ray": "1" } });
  const elsewhere = now.map((sample) => ({
    ...sample,
    exchange: { ...sample.exchange, operation: { method: "get", path: "/invoices" } },
  }));
  const before = { protocol: { "GET /orders": { ...recordsOf(then).get("GET /orders")?.record } } };
  expect(protocolShifts(contract, before, elsewhere)).toEqual([]);
});
