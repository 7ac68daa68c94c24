import { expect, test } from "vitest";
import type { Probe } from "../../src/config/schema.ts";
import type { Json } from "../../src/json.ts";
import type { Seen } from "../../src/live/protocol/fact.ts";
import { protocolOf } from "../../src/live/protocol/index.ts";
import type { Reply } from "../support/vendor.ts";
import { carried, tls } from "./carried.ts";
import { night, ok } from "./night.ts";

const json = { "content-type": "application/json" };
const origin: Partial<Probe> = { headers: { Origin: "https://app.example" } };

test.each<[name: string, fact: string, reply: Reply, expected: readonly string[] | undefined, probe?: Partial<Probe>]>([
  ["media type without its parameters", "mediaType", { headers: json, body: "{}" }, ["application/json"]],
  [
    "a vendor's own media type",
    "mediaType",
    { headers: { "content-type": "application/vnd.github.v3.raw+json; charset=utf-8" }, body: "{}" },
    ["application/vnd.github.v3.raw+json"],
  ],
  ["no media type without a body", "mediaType", { headers: json }, undefined],
  ["JSON is UTF-8 without saying so", "charset", { headers: json, body: "{}" }, ["utf-8"]],
  [
    "charset as said",
    "charset",
    { headers: { "content-type": 'text/csv; charset="ISO-8859-1"' }, body: "a" },
    ["iso-8859-1"],
  ],
  ["no charset", "charset", { headers: { "content-type": "text/csv" }, body: "a" }, []],
  ["no compression", "contentEncoding", { body: "a" }, []],
  ["HTTP version", "httpVersion", {}, ["1.1"]],
  ["no gateway", "server", {}, []],
  ["gateway", "server", { headers: { server: "cloudflare", "cf-ray": "8f00-FRA" } }, ["Cloudflare"]],
  ["answers itself", "redirect", {}, ["direct"]],
  ["a redirect for now", "redirect", { status: 302, headers: { location: "/elsewhere" } }, ["temporary", "other-path"]],
  ["a redirect for good", "redirect", { status: 308, headers: { location: "/orders/" } }, ["permanent", "same-path"]],
  ["another version", "redirect", { status: 301, headers: { location: "/v2/orders" } }, ["permanent", "other-version"]],
  [
    "another host",
    "redirect",
    { status: 301, headers: { location: "https://a.example/" } },
    ["permanent", "other-host"],
  ],
  [
    "another scheme",
    "redirect",
    { status: 301, headers: { location: "https://127.0.0.1/" } },
    ["permanent", "other-scheme"],
  ],
  ["nowhere", "redirect", { status: 301 }, ["permanent"]],
  ["not modified is no redirect", "redirect", { status: 304 }, undefined],
  [
    "challenges, by scheme",
    "challenge",
    {
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="a, Digest b=c", error  = "x", Basic realm="\\"d", Negotiate' },
    },
    ["basic", "bearer", "negotiate"],
  ],
  ["a refusal without a challenge", "challenge", { status: 401 }, undefined],
  [
    "rate-limit headers, by name",
    "rateLimit",
    { headers: { "x-ratelimit-remaining": "4", ratelimit: "l=5" } },
    ["ratelimit", "x-ratelimit-remaining"],
  ],
  [
    "rate-limit policy",
    "rateLimitPolicy",
    { headers: { "ratelimit-policy": '"burst";q=100;w=60, 1000;w=3600' } },
    ["100 per 60 s", "1000 per 3600 s"],
  ],
  ["a policy that cannot be read", "rateLimitPolicy", { headers: { "ratelimit-policy": "often" } }, undefined],
  [
    "caching, by name",
    "caching",
    { headers: { "cache-control": "private, max-age=60, x=1", etag: '"a"' } },
    ["etag", "max-age", "private"],
  ],
  ["vary, by name", "vary", { headers: { vary: "Accept, Origin, accept" } }, ["accept", "origin"]],
  ["no CORS where no Origin was sent", "cors", { headers: { "access-control-allow-origin": "*" } }, undefined],
  [
    "CORS for all",
    "cors",
    { headers: { "access-control-allow-origin": "*", "access-control-expose-headers": "Link" } },
    ["the answer", "the header link"],
    origin,
  ],
  [
    "CORS for another origin",
    "cors",
    { headers: { "access-control-allow-origin": "https://other.example" } },
    [],
    origin,
  ],
  [
    "CORS with credentials",
    "cors",
    { headers: { "access-control-allow-origin": "https://app.example", "access-control-allow-credentials": "true" } },
    ["it with credentials", "the answer"],
    origin,
  ],
  ["no end", "ending", { headers: { deprecation: "false" } }, []],
  ["deprecated, by RFC 9745", "ending", { headers: { deprecation: "@1688169599" } }, ["deprecated 2023-06-30"]],
  ["deprecated, by earlier drafts", "ending", { headers: { deprecation: "true" } }, ["deprecated"]],
  [
    "deprecated, by a date",
    "ending",
    { headers: { deprecation: "Fri, 11 Nov 2022 23:59:59 GMT" } },
    ["deprecated 2022-11-11"],
  ],
  [
    "an end, and what comes after",
    "ending",
    {
      headers: {
        sunset: "Sat, 31 Dec 2033 23:59:59 GMT",
        link: '</v2>; rel="successor-version", </d>; rel="deprecation"',
      },
    },
    ["link deprecation", "link successor-version", "sunset 2033-12-31"],
  ],
  ["paging by links", "pagination", { headers: { link: '</orders?page=2>; rel="next"' } }, ["link"]],
  [
    "paging by the body, on the last page too",
    "pagination",
    { body: { data: [], meta: { next_cursor: null } } },
    ["/meta/next_cursor"],
  ],
  ["a list that fits on a page", "pagination", { body: [] }, undefined],
  ["a Link header that cannot be read", "pagination", { headers: { link: "<<" } }, undefined],
  [
    "problem details",
    "errorEnvelope",
    { status: 400, headers: { "content-type": "application/problem+json" }, body: '{"title":"x"}' },
    ["400 problem details", "400 title"],
  ],
  [
    "an error's own shape",
    "errorEnvelope",
    { status: 404, body: { error: {}, "2026-01-01": 1 } },
    ["404 *", "404 error"],
  ],
  ["an error of a server is none of the API's", "errorEnvelope", { status: 502, body: { message: "" } }, undefined],
  ["facts of answers are not read from refusals", "caching", { status: 404, headers: { etag: '"a"' } }, undefined],
])("protocol facts: %s", async (_, fact, reply, expected, probe = {}) => {
  const { samples } = await night(reply, ok({}), { probe });
  expect(samples[0]?.protocol[fact]).toEqual(expected);
});

test("compression is a fact, and the answer is read all the same", async () => {
  const { gzipSync } = await import("node:zlib");
  const reply: Reply = { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync("{}") };
  const { samples } = await night(reply, ok({}));
  expect(samples[0]?.protocol).toMatchObject({ contentEncoding: ["gzip"], mediaType: ["application/json"] });
});

test.each<[name: string, seen: Seen, expected: Json]>([
  [
    "what the connection shows",
    carried({ tls }),
    {
      httpVersion: ["2"],
      tlsVersion: ["TLSv1.3"],
      certificateIssuer: ["Trust Inc."],
      certificateChain: ["3"],
      certificateEnd: ["later"],
      latency: ["under 30 ms"],
    },
  ],
  ["a certificate in its last days", carried({ tls }, "2026-12-20T00:00:00Z"), { certificateEnd: ["2026-12-31"] }],
  [
    "a certificate that lives for days is always near its end",
    carried({ tls: { ...tls, validFrom: "2026-01-01T00:00:00Z", validTo: "2026-01-07T00:00:00Z" } }),
    { certificateEnd: ["later"] },
  ],
  [
    "an authority without an organisation goes by its name",
    carried({ tls: { ...tls, issuer: "CN=Own CA" } }),
    { certificateIssuer: ["Own CA"] },
  ],
])("protocol facts of a connection: %s", (_, seen, expected) => {
  expect(protocolOf(seen, String)).toMatchObject(expected as object);
});

test("through a proxy nothing is said of the vendor's connection", () => {
  const names = Object.keys(protocolOf(carried({ tls, proxy: true }), String));
  expect(names.filter((name) => /^(http|tls|cert)/.test(name))).toEqual([]);
});

test("a server that stands in for another says nothing of that one", () => {
  const names = (isStandIn: boolean) => Object.keys(protocolOf({ ...carried({ tls }), isStandIn }, String));
  const kept = names(true);
  expect(names(false).filter((name) => !kept.includes(name))).toEqual([
    "httpVersion",
    "tlsVersion",
    "certificateIssuer",
    "certificateChain",
    "certificateEnd",
    "server",
    "latency",
  ]);
});

test("no word of a fact holds a credential, or is long", () => {
  const secret = "tok_A1b2C3d4E5f6G7h8";
  const headers = { vary: `${secret}, ${"x".repeat(100)}`, "cache-control": secret, link: `<x>; rel="${secret}"` };
  const protocol = protocolOf({ ...carried({}), headers }, (text) =>
    text.replaceAll(secret.toLowerCase(), "[redacted]"),
  );
  expect([protocol.vary, protocol.caching, protocol.ending]).toEqual([["other", "other"], [], []]);
});
