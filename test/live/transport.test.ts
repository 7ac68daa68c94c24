import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Reply, type Route, startVendor, vendorConfig } from "../support/vendor.ts";
import { brief, night, ok } from "./night.ts";

const pinned = describe({ "/orders": { get: { responses: ok({}) } } });
const fine: Reply = { body: {} };

test.each<[name: string, route: Route, expected: unknown]>([
  ["an answer that passes", [{ status: 503 }, fine], { statuses: [200], requests: 2, slept: [125] }],
  ["longer and longer", { status: 500 }, { statuses: [500], requests: 3, slept: [125, 250] }],
  [
    "as long as the vendor asks",
    [{ status: 429, headers: { "retry-after": "2" } }, fine],
    { statuses: [200], requests: 2, slept: [2000] },
  ],
  [
    "until the date that the vendor gives",
    [{ status: 503, headers: { "retry-after": "Fri, 02 Jan 2026 03:04:09 GMT" } }, fine],
    { statuses: [200], requests: 2, slept: [4000] },
  ],
  [
    "until the limit is reset",
    [{ status: 429, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1767323048" } }, fine],
    { statuses: [200], requests: 2, slept: [3000] },
  ],
  [
    "not longer than the budget",
    { status: 429, headers: { "retry-after": "3600" } },
    { statuses: [429], requests: 1, slept: [] },
  ],
  ["not after an answer that will not pass", { status: 404 }, { statuses: [404], requests: 1, slept: [] }],
  ["after a reset", [], { statuses: [200], requests: 2, slept: [125] }],
])("tries again %s", async (_, route, expected) => {
  let resets = 0;
  const resetOnce: Route = (request, response) => {
    resets += 1;
    if (resets === 1) request.socket.resetAndDestroy();
    else response.end();
  };
  const vendor = await startVendor({ "/orders": Array.isArray(route) && route.length === 0 ? resetOnce : route });
  const runtime = testRuntime();
  const { samples } = await sample(vendorConfig(vendor.url, [{}], { retries: 2 }), { pinned }, runtime);
  const statuses = samples.map(({ exchange: { answer } }) => (answer.kind === "answer" ? answer.status : answer.code));
  expect({ statuses, requests: vendor.received.length, slept: runtime.slept }).toEqual(expected);
});

test("a redirect is a fact, and is not followed", async () => {
  const vendor = await startVendor({
    "/orders": { status: 302, headers: { location: "/elsewhere?token=abc" } },
    "/elsewhere": fine,
  });
  const { samples } = await sample(vendorConfig(vendor.url, [{}]), { pinned }, testRuntime());
  expect([vendor.received.length, samples[0]?.protocol.redirect, samples[0]?.exchange.answer]).toEqual([
    1,
    ["temporary", "other-path"],
    expect.objectContaining({ headers: expect.objectContaining({ location: "/elsewhere?token=[redacted]" }) }),
  ]);
});

test("a probe is sent as often as it says, never more at once than allowed", async () => {
  let underWay = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const route: Route = async (_, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 2) for (const go of waiting.splice(0)) go();
    });
    underWay -= 1;
    response.end();
  };
  const vendor = await startVendor({ "/orders": route });
  await sample(vendorConfig(vendor.url, [{ samples: 6 }], { concurrency: 2 }), { pinned }, testRuntime());
  expect([vendor.received.length, most]).toEqual([6, 2]);
});

test("a compressed body is read", async () => {
  const body = gzipSync(JSON.stringify({ id: 1 }));
  const headers = { "content-type": "application/json", "content-encoding": "gzip" };
  expect(brief(await night({ headers, body }, ok({ properties: { id: { type: "string" } } })))).toEqual([
    "response-property-type-mismatch /id",
  ]);
});

test("^C ends the sampling with the signal's reason", async () => {
  const stop = new AbortController();
  const vendor = await startVendor({ "/orders": () => stop.abort(new Error("stopped")) });
  const sampling = sample(vendorConfig(vendor.url, [{ samples: 3 }]), { pinned }, testRuntime({ signal: stop.signal }));
  await expect(sampling).rejects.toThrow("stopped");
});
