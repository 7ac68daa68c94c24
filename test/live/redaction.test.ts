import { expect, test } from "vitest";
import type { Vendor } from "../../src/config/schema.ts";
import { baseline } from "../../src/live/baseline.ts";
import { sample } from "../../src/live/index.ts";
import { redactor } from "../../src/live/redact/index.ts";
import { triage } from "../../src/triage/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../support/vendor.ts";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2VjcmV0LXNpZ25hdHVyZQ";
const canaries = [
  jwt,
  "hunter2-horse-battery",
  "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "anna.schmidt@example.org",
  "4111 1111 1111 1111",
  "Xy7Kq0ZpL3mN8vB2wR5tC9dF",
];
const [, token = "", stripe = "", github = "", email = "", card = "", random = ""] = canaries;

/** Says every secret in every place of an answer. */
const chatty: Route = (request, response) => {
  const all = [...canaries, request.headers.authorization, request.headers.cookie].join(" ");
  const status = Number(request.headers["x-status"]);
  const type = request.headers["x-type"];
  response.writeHead(status, {
    ...(typeof type === "string" && { "content-type": type }),
    "set-cookie": `session=${random}`,
    "x-debug": all,
    "www-authenticate": `Bearer realm="${email}", token=${token}`,
    server: `nginx ${stripe}`,
    location: `https://${email}@other.example/reset/${jwt}?token=${token}&next=${encodeURIComponent(email)}#${random}`,
  });
  const tree = {
    [token]: all,
    [email]: all,
    [stripe]: { note: all },
    list: canaries,
    card,
    nested: { [github]: [all] },
  };
  response.end(type === "application/json" ? JSON.stringify(tree) : `<html>${all} token=${token} key: ${random}`);
};

const operation = {
  parameters: [
    { name: "access_token", in: "query" },
    { name: "email", in: "query" },
    { name: "sid", in: "cookie" },
    { name: "X-Status", in: "header" },
    { name: "X-Type", in: "header" },
  ],
  responses: {
    "200": {
      content: { "application/json": { schema: { type: "object", properties: { card: { type: "integer" } } } } },
    },
  },
};

test.each<Vendor["auth"]>([
  { kind: "bearer", token: "${SECRET}" },
  { kind: "basic", username: "anna", password: "${SECRET}" },
  { kind: "api-key", in: "header", name: "X-Key", value: "${SECRET}" },
  { kind: "api-key", in: "query", name: "q", value: "${SECRET}" },
  { kind: "api-key", in: "cookie", name: "c", value: "${SECRET}" },
])("no secret and no personal value leaves a sampling or a triage: %o", async (auth) => {
  const { url, received } = await startVendor({ "/orders": chatty });
  const probes = [200, 200, 302, 401, 403, 404, 500].map((status, i) => ({
    parameters: {
      access_token: random,
      email,
      sid: github,
      "X-Status": status,
      "X-Type": i % 2 === 0 ? "application/json" : "text/html",
    },
  }));
  const runtime = testRuntime({ env: { SECRET: token } });
  const vendor = vendorConfig(url, probes, auth ? { auth } : {});
  const sampling = await sample(vendor, { pinned: describe({ "/orders": { get: operation } }) }, runtime);
  const diagnoses = await Promise.all(sampling.samples.map((one) => triage(one, vendor, runtime)));
  const everything = JSON.stringify({ sampling, diagnoses, baseline: baseline([sampling]), told: runtime.told });
  const spellings = canaries.flatMap((canary) => [
    canary,
    encodeURIComponent(canary),
    Buffer.from(canary).toString("base64"),
  ]);
  expect({
    sent: received.length,
    leaks: spellings.filter((canary) => everything.includes(canary)),
  }).toEqual({ sent: probes.length, leaks: [] });
});

test.each([
  ["a header's name in text", "token=abcdef rest", "token=[redacted] rest"],
  [
    "a card by its check digit",
    "card 4111-1111-1111-1111 order 4111-1111-1111-1112",
    "card [redacted] order 4111-1111-1111-1112",
  ],
  ["a credential that was sent", "you sent my-pass", "you sent [redacted]"],
  [
    "plain words",
    "The order 12345 was not found in region eu-central-1.",
    "The order 12345 was not found in region eu-central-1.",
  ],
])("text: %s", (_, raw, expected) => {
  expect(redactor(["my-pass"]).text(raw)).toBe(expected);
});

test("an answer's body keeps its types, but no value and no key that is data", () => {
  const body = {
    id: "o1",
    total: 12.5,
    paid: true,
    note: null,
    lines: [{ sku: "a" }, { sku: "b" }, 3],
    by: { "2026-01-02": 1 },
  };
  expect(redactor([]).body(body)).toEqual({
    id: "string",
    total: 0,
    paid: false,
    note: null,
    lines: [{ sku: "string" }, 0],
    by: { "*": 0 },
  });
});

test("an address keeps where it leads, and no secret on the way", () => {
  const url =
    "https://user:pass@api.example/orders/anna@example.org?state=open&api_key=abc&cursor=Xy7Kq0ZpL3mN8vB2wR5tC9dF#part";
  expect(redactor([]).url(url)).toBe(
    "https://api.example/orders/[redacted]?state=open&api_key=[redacted]&cursor=[redacted]#[redacted]",
  );
});
