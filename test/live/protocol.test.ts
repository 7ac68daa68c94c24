import { expect, test } from "vitest";
import type { Reply } from "../support/vendor.ts";
import { night, ok } from "./night.ts";

const json = { "content-type": "application/json; charset=utf-8" };

test.each<[name: string, reply: Reply, expected: unknown]>([
  [
    "media type without its parameters",
    { headers: json, body: "{}" },
    { statusClass: "2xx", mediaType: "application/json" },
  ],
  [
    "rate-limit headers, by name",
    { headers: { "x-ratelimit-remaining": "4", ratelimit: "l=5" } },
    { statusClass: "2xx", rateLimit: ["ratelimit", "x-ratelimit-remaining"] },
  ],
  [
    "an announced end",
    { headers: { deprecation: "@1688169599", sunset: "Sat, 31 Dec 2033 23:59:59 GMT" } },
    { statusClass: "2xx", ending: ["deprecation", "sunset"] },
  ],
  [
    "challenges, by scheme",
    { status: 401, headers: { "www-authenticate": 'Bearer realm="a, b", error="x", Basic realm="c"' } },
    { statusClass: "4xx", challenge: ["basic", "bearer"] },
  ],
  [
    "a redirect, by distance",
    { status: 301, headers: { location: "https://other.example/" } },
    { statusClass: "3xx", redirect: { permanent: true, to: "other-host" } },
  ],
  [
    "paging by links",
    { headers: { link: '</orders?page=2>; rel="next"' } },
    { statusClass: "2xx", pagination: "link" },
  ],
  [
    "problem details",
    { status: 400, headers: { "content-type": "application/problem+json" }, body: '{"title":"x"}' },
    { statusClass: "4xx", mediaType: "application/problem+json", errorEnvelope: "problem" },
  ],
  [
    "an error's envelope",
    { status: 500, body: { errors: [] } },
    { statusClass: "5xx", mediaType: "application/json", errorEnvelope: "errors" },
  ],
])("protocol facts: %s", async (_, reply, expected) => {
  const { samples } = await night(reply, ok({}));
  expect(samples[0]?.protocol).toEqual(expected);
});
