import { expect, test } from "vitest";
import { baseline } from "../../src/live/baseline.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, night, ok } from "./night.ts";

test("a baseline holds what was there: deviations, shapes and protocol facts, sorted, without values", async () => {
  const reply: Reply = {
    headers: { "x-ratelimit-limit": "60", "content-type": "application/json" },
    body: JSON.stringify({ z: 1, a: "anna" }),
  };
  const sampling = await night(reply, ok({ properties: { a: { type: "integer" }, z: {} } }));
  expect(baseline([sampling, sampling])).toEqual({
    sampled: ["GET /orders"],
    deviations: [{ fingerprint: expect.any(String), text: "/a must be integer" }],
    shapes: {
      "GET /orders 200": {
        count: 2,
        types: { object: 2 },
        properties: { a: { count: 2, types: { string: 2 } }, z: { count: 2, types: { integer: 2 } } },
      },
    },
    protocol: {
      "GET /orders": {
        answers: 2,
        facts: {
          caching: ["none"],
          charset: ["utf-8"],
          contentEncoding: ["none"],
          ending: ["none"],
          httpVersion: ["1.1"],
          mediaType: ["application/json"],
          rateLimit: ["x-ratelimit-limit"],
          redirect: ["direct"],
          server: ["none"],
          vary: ["none"],
        },
      },
    },
    probes: { "GET /orders": [expect.stringMatching(/^[\da-f]{16}$/)] },
  });
});

test("the same answers always give the same text", async () => {
  const one = await night({ body: { b: 1, a: [1, "x"] } }, ok({ required: ["c", "d"] }));
  const other = await night({ body: { a: ["x", 1], b: 2 } }, ok({ required: ["d", "c"] }));
  expect(JSON.stringify(baseline([one]))).toBe(JSON.stringify(baseline([other])));
});

test("an exchange that failed is no baseline", async () => {
  const sampling = await night({ status: 503, body: { error: 1 } }, ok({}));
  const nothing = { sampled: [], deviations: [], shapes: {}, protocol: {} };
  expect(baseline([sampling], { failed: sampling.samples })).toEqual(nothing);
});

test("a deviation that both contracts share has one fingerprint, whatever the path calls its parameters", async () => {
  const { samples } = await night({ body: { a: 1 } }, ok({ properties: { a: { type: "string" } } }));
  const again = await night({ body: { a: 2 } }, ok({ properties: { a: { type: "boolean" } } }));
  expect(samples[0]?.pinned.deviations[0]?.fingerprint).toBe(again.samples[0]?.pinned.deviations[0]?.fingerprint);
  expect(brief(again)).toEqual(["response-property-type-mismatch /a"]);
});
