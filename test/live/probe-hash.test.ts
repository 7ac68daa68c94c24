import { expect, test } from "vitest";
import type { Probe } from "../../src/config/schema.ts";
import { probeHash } from "../../src/live/probe/hash.ts";
import { teamOf } from "../../src/live/redact/team.ts";

const probe: Probe = {
  operation: "GET /orders",
  parameters: { limit: 10, filter: { state: "open" } },
  headers: { "X-Trace": "1" },
  body: { lines: [{ sku: "a", count: 1 }] },
  samples: 1,
  pages: 1,
  unsafe: false,
};

async function isSame(other: Partial<Probe>, one: Partial<Probe> = {}): Promise<boolean> {
  const team = await teamOf({ name: "shop", redact: { names: ["account"], patterns: ["C-\\d+"] } });
  return probeHash({ ...probe, ...one }, team) === probeHash({ ...probe, ...other }, team);
}

test.each<[what: string, other: Partial<Probe>]>([
  ["another operation", { operation: "GET /orders/{id}" }],
  ["another value", { parameters: { ...probe.parameters, limit: 11 } }],
  ["a value of another type", { parameters: { ...probe.parameters, limit: "10" } }],
  ["one parameter more", { parameters: { ...probe.parameters, page: 2 } }],
  ["another body", { body: { lines: [] } }],
  ["no body", { body: undefined }],
  ["one header more", { headers: { ...probe.headers, "x-region": "eu" } }],
  ["another media type", { headers: { ...probe.headers, accept: "text/csv" } }],
  ["one secret more", { parameters: { ...probe.parameters, token: "t" } }],
])("a probe with %s is another one", async (_, other) => {
  expect(await isSame(other)).toBe(false);
});

test.each<[what: string, other: Partial<Probe>, one?: Partial<Probe>]>([
  ["in another order", { parameters: { filter: { state: "open" }, limit: 10 } }],
  ["sent more often", { samples: 5, pages: 3, id: "orders", unsafe: true }],
  ["with a header in other letters", { headers: { "x-trace": "1" } }],
  ["with another value of a header that may be secret", { headers: { "x-trace": "2" } }],
  ["with another secret by its name", { parameters: { token: "1234" } }, { parameters: { token: "1235" } }],
  ["with another secret of the team's", { body: { account: 1, of: "C-1" } }, { body: { account: 2, of: "C-2" } }],
  ["with another person", { parameters: { q: "anna@shop.example" } }, { parameters: { q: "ben@shop.example" } }],
  [
    "from a step of another name",
    { parameters: { id: "$steps.list.response.body#/0/id" } },
    { parameters: { id: "$steps.GET-orders.response.body#/0/id" } },
  ],
])("a probe %s is the same one", async (_, other, one) => {
  expect(await isSame(other, one)).toBe(true);
});
