import { expect, test } from "vitest";
import type { Vendor } from "../../src/config/schema.ts";
import { baseline } from "../../src/live/baseline.ts";
import { sample } from "../../src/live/index.ts";
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
  const diagnoses = await triage(sampling.samples, { vendor, runtime });
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
  ["a look-behind", "(?<=a)b", /vendors\.shop\.redact\.patterns\[0\] is not a pattern/],
  ["what is always there", "a*", /matches nothing at all, too: use \+ instead of \*/],
])("a team's pattern is refused before anything is sent: %s", async (_, pattern, message) => {
  const { url, received } = await startVendor({ "/orders": { body: {} } });
  const vendor = vendorConfig(url, [{}], { redact: { names: [], patterns: [pattern] } });
  await expect(sample(vendor, { pinned: describe({ "/orders": { get: {} } }) }, testRuntime())).rejects.toThrow(
    message,
  );
  expect(received).toEqual([]);
});
