import { createServer } from "node:net";
import { expect, test } from "vitest";
import { startRaw } from "../support/socket.ts";
import { listen, type Reply, startVendor } from "../support/vendor.ts";
import { brief, now, outcome } from "./night.ts";

const html = { "content-type": "text/html" };
const page = "<!DOCTYPE html><title>Error</title>";
const date = new Date(now).toUTCString();

test.each<[name: string, reply: Reply]>([
  ["403 by what remains", { status: 403, headers: { "x-ratelimit-remaining": "0" } }],
  ["403 by what remains in a structured field", { status: 403, headers: { ratelimit: '"default";r=0;t=30' } }],
  ["403 by Retry-After", { status: 403, headers: { "retry-after": "60" } }],
  ["403 by its words", { status: 403, body: { error: { errors: [{ reason: "userRateLimitExceeded" }] } } }],
  ["429 with seconds", { status: 429, headers: { "retry-after": "60" } }],
  ["429 with a date", { status: 429, headers: { "retry-after": date } }],
  ["429 without more", { status: 429 }],
  ["420", { status: 420 }],
  ["503 by what remains", { status: 503, headers: { "ratelimit-remaining": "0" } }],
  ["200 by its words", { body: { ok: false, error: "ratelimited" } }],
])("a rate limit: %s", async (_, reply) => {
  expect(await brief({ routes: { "/orders/o1": reply } })).toBe("rate-limit at 5, certain: unknown");
});

test.each<[name: string, reply: Reply, certainty: "certain" | "likely"]>([
  ["500", { status: 500, body: { error: "oops" } }, "certain"],
  ["502 that is nginx's page", { status: 502, headers: { ...html, server: "nginx" }, body: page }, "certain"],
  ["503 with Retry-After", { status: 503, headers: { "retry-after": "120" } }, "certain"],
  ["503 that is a load balancer's", { status: 503, headers: { ...html, server: "awselb/2.0" }, body: page }, "certain"],
  ["504", { status: 504 }, "certain"],
  ["520 of Cloudflare", { status: 520, headers: { ...html, "cf-ray": "1" }, body: page }, "certain"],
  ["529", { status: 529, body: { type: "error", error: { type: "overloaded_error" } } }, "certain"],
  ["408", { status: 408 }, "certain"],
  ["423", { status: 423, body: { message: "locked" } }, "certain"],
  ["425", { status: 425 }, "certain"],
  ["403 that is a gateway's page", { status: 403, headers: { ...html, server: "cloudflare" }, body: page }, "likely"],
  ["403 that wants to see a person", { status: 403, body: { message: "Please solve the captcha" } }, "likely"],
  ["404 during maintenance", { status: 404, headers: html, body: `${page}<h1>Down for maintenance</h1>` }, "likely"],
  ["302 to a maintenance page", { status: 302, headers: { location: "/maintenance" } }, "likely"],
  ["200 that is a gateway's page", { headers: html, body: page }, "likely"],
  ["200 that is an error", { body: { error: { message: "busy" } } }, "likely"],
])("an outage: %s", async (_, reply, certainty) => {
  expect(await brief({ routes: { "/orders/o1": reply } })).toBe(`dependency at 5, ${certainty}: unknown`);
});

test.each([
  ["critical", 409, "dependency at 5, likely: unknown"],
  ["major", 400, "dependency at 5, likely: unknown"],
  ["none", 409, "vendor-change at 7, likely: drift"],
  ["minor", 503, "dependency at 5, certain: unknown"],
])("a status page that says %s, and a %i", async (indicator, status, expected) => {
  const statusPage = await startVendor({ "/api/v2/status.json": { body: { status: { indicator } } } });
  const { brief, found } = await outcome({
    routes: { "/orders/o1": { status } },
    vendor: { statusPage: `${statusPage.url}/` },
  });
  expect([brief, found?.steps[4]?.evidence]).toEqual([
    expected,
    expect.arrayContaining([`the status page says: ${indicator}`]),
  ]);
});

test.each([
  ["vendor", "up", "vendor-change at 7, likely: drift"],
  ["vendor", "down", "dependency at 5, likely: unknown"],
  ["ours", "down", "consumer at 5, likely: unknown"],
] as const)("a broker of the %s kind that is %s", async (kind, state, expected) => {
  const [host = "", port] = (
    state === "up" ? await startRaw(() => undefined) : `127.0.0.1:${await closedPort()}`
  ).split(":");
  const { brief, found } = await outcome({
    routes: { "/orders/o1": { status: 422 } },
    vendor: { health: [{ name: "the broker", kind, by: "tcp", host, port: Number(port) }] },
  });
  const told = state === "up" ? "the broker is up" : "the broker is down (ECONNREFUSED)";
  expect([brief, found?.steps[4]?.evidence]).toEqual([expected, expect.arrayContaining([told])]);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

test.each([
  [200, "vendor-change at 7, likely: drift"],
  [401, "vendor-change at 7, likely: drift"],
  [503, "dependency at 5, likely: unknown"],
])("a health endpoint of the vendor's that answers %i", async (status, expected) => {
  const { url } = await startVendor({ "/health": { status } });
  const health = [{ name: "the API", kind: "vendor", by: "http", url: `${url}/health` } as const];
  expect(await brief({ routes: { "/orders/o1": { status: 422 } }, vendor: { health } })).toBe(expected);
});

test("the status page is asked once for a vendor, however many probes fail", async () => {
  const statusPage = await startVendor({ "/api/v2/status.json": { body: { status: { indicator: "none" } } } });
  const routes = { "/orders": { status: 503 }, "/orders/o1": { status: 503 } };
  await brief({ routes, vendor: { statusPage: statusPage.url } });
  expect(statusPage.received.map(({ url }) => url)).toEqual(["/api/v2/status.json", "/api/v2/status.json"]); // triage, and the check
});
