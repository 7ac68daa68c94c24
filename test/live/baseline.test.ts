import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { baseline } from "../../src/live/baseline.ts";
import { chance, shifts } from "../../src/live/shape/shift.ts";
import { describe, type Reply } from "../support/vendor.ts";
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
  });
});

test("the same answers always give the same text", async () => {
  const one = await night({ body: { b: 1, a: [1, "x"] } }, ok({ required: ["c", "d"] }));
  const other = await night({ body: { a: ["x", 1], b: 2 } }, ok({ required: ["d", "c"] }));
  expect(JSON.stringify(baseline([one]))).toBe(JSON.stringify(baseline([other])));
});

test("an exchange that failed is no baseline", async () => {
  const sampling = await night({ status: 503, body: { error: 1 } }, ok({}));
  expect(baseline([sampling])).toEqual({ sampled: [], deviations: [], shapes: {}, protocol: {} });
});

const list = (length: number, item: Json): Json => Array.from({ length }, () => item);

test.each<[name: string, item: JsonObject, then: Json, now: Json, expected: string[]]>([
  [
    "a property that was always there, and is nowhere now",
    {},
    list(7, { a: 1, b: 1 }),
    list(7, { a: 1 }),
    ["response-property-vanished /*/b"],
  ],
  ["too few to tell", {}, list(2, { a: 1, b: 1 }), list(2, { a: 1 }), []],
  ["a property that was not always there", {}, [{}, ...[list(20, { b: 1 })].flat()], list(20, { a: 1 }), []],
  ["what the contract requires is its own matter", { required: ["b"] }, list(7, { b: 1 }), list(7, {}), []],
  ["a list that is empty now", {}, list(7, { b: 1 }), [], []],
  ["keys that are data come and go", {}, list(7, { "2026-01-01": 1 }), list(7, { "2026-01-02": 1 }), []],
  ["another type", {}, [{ a: 1 }], [{ a: "1" }], ["response-property-type-changed /*/a"]],
  [
    "another type where the contract names types",
    { properties: { a: { type: ["string", "integer"] } } },
    [{ a: 1 }],
    [{ a: "1" }],
    [],
  ],
  ["a whole number that has a fraction now", {}, [{ a: 1 }], [{ a: 1.5 }], []],
  ["null says nothing of the type", {}, [{ a: 1 }], [{ a: null }], []],
])("against the baseline's shapes: %s", async (_, item, then, now, expected) => {
  const responses = ok({ type: "array", items: item });
  const before = baseline([await night({ body: then }, responses)]);
  const { samples } = await night({ body: now }, responses);
  const found = shifts(describe({ "/orders": { get: { responses } } }), before, samples);
  expect(found.map(({ rule, instancePath }) => `${rule} ${instancePath}`)).toEqual(expected);
});

test("the chance of a vanished property falls with every object, and is the same both ways", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), (n, m) => {
      expect(chance(n + 1, m)).toBeLessThan(chance(n, m));
      expect(chance(n, m)).toBeLessThan(chance(n, m - 1));
      expect(chance(n, m) / (n + 1)).toBeCloseTo(chance(m, n) / (m + 1), 12);
    }),
  );
});

test("a deviation that both contracts share has one fingerprint, whatever the path calls its parameters", async () => {
  const { samples } = await night({ body: { a: 1 } }, ok({ properties: { a: { type: "string" } } }));
  const again = await night({ body: { a: 2 } }, ok({ properties: { a: { type: "boolean" } } }));
  expect(samples[0]?.pinned.deviations[0]?.fingerprint).toBe(again.samples[0]?.pinned.deviations[0]?.fingerprint);
  expect(brief(again)).toEqual(["response-property-type-mismatch /a"]);
});
