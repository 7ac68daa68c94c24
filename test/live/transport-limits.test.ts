import { expect, test } from "vitest";
import { limitsOf } from "../../src/live/transport/limit.ts";
import { testRuntime } from "../support/runtime.ts";
import { type Reply, startVendor } from "../support/vendor.ts";
import { brief, send } from "./sending.ts";

const now = Date.parse("2026-01-02T03:04:05Z");
const in5s = now + 5000;
const unix = String(in5s / 1000);

test.each<[name: string, headers: Record<string, string>, expected: readonly [string, number, number][]]>([
  ["the IETF's draft", { ratelimit: '"default";r=7;t=5' }, [["default", 7, in5s]]],
  [
    "several policies",
    { ratelimit: '"burst";r=0;t=5, "daily";r=9;t=60' },
    [
      ["burst", 0, in5s],
      ["daily", 9, now + 60_000],
    ],
  ],
  ["an earlier draft", { ratelimit: "limit=10, remaining=7, reset=5" }, [["", 7, in5s]]],
  ["no structured field", { ratelimit: "r=;;" }, []],
  ["a policy without a reset", { ratelimit: '"default";r=0' }, []],
  ["seconds", { "ratelimit-remaining": "7", "ratelimit-reset": "5" }, [["", 7, in5s]]],
  ["a Unix time", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": unix }, [["", 0, in5s]]],
  [
    "a Unix time with a fraction",
    { "x-rate-limit-remaining": "0", "x-rate-limit-reset": `${unix}.5` },
    [["", 0, in5s + 500]],
  ],
  ["a Unix time in milliseconds", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(in5s) }, [["", 0, in5s]]],
  ["a date", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-01-02T03:04:10Z" }, [["", 0, in5s]]],
  [
    "a Unix time by a clock that is two seconds behind",
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": unix, date: "Fri, 02 Jan 2026 03:04:03 GMT" },
    [["", 0, in5s + 2000]],
  ],
  [
    "a stored answer, whose date is old",
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": unix, date: "Fri, 02 Jan 2026 01:00:00 GMT", age: "7445" },
    [["", 0, in5s]],
  ],
  [
    "limits of several kinds",
    {
      "x-ratelimit-remaining-requests": "1",
      "x-ratelimit-reset-requests": "20ms",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "6m0s",
    },
    [
      ["-requests", 1, now + 20],
      ["-tokens", 0, now + 360_000],
    ],
  ],
  ["a header that came twice", { "x-ratelimit-remaining": "9, 0", "x-ratelimit-reset": "5" }, [["", 0, in5s]]],
  ["no number", { "x-ratelimit-remaining": "many", "x-ratelimit-reset": "5" }, []],
  ["no time", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" }, []],
  ["no reset", { "x-ratelimit-remaining": "0" }, []],
])("a limit is read from %s", (_, headers, expected) => {
  const found = limitsOf(headers, now).map(({ name, remaining, resetAt }) => [name, remaining, resetAt]);
  expect(found).toEqual(expected);
});

const left = (remaining: number, reset = "5", more: Record<string, string> = {}): Reply => ({
  headers: { "x-ratelimit-remaining": String(remaining), "x-ratelimit-reset": reset, ...more },
});

/** One probe after the other. */
const alone = { concurrency: 1 };

test("when nothing is left, the next request waits for the reset, and none is refused", async () => {
  const vendor = await startVendor({ "/": [left(1), left(0), left(9)] });
  const runtime = testRuntime();
  const replies = await send(vendor.url, ["/", "/", "/"], { vendor: alone, runtime });
  expect([replies.map(brief), runtime.slept]).toEqual([[200, 200, 200], [5000]]);
});

test("when the reset is too far away, the others are not sent", async () => {
  const vendor = await startVendor({ "/": [left(1, "3600"), left(0, "3600")] });
  const runtime = testRuntime();
  const replies = await send(vendor.url, ["/", "/", "/", "/"], { vendor: alone, runtime });
  const held = "prepare: NOT_SENT_RATE_LIMIT";
  expect([replies.map(brief), vendor.received.length, runtime.slept]).toEqual([[200, 200, held, held], 2, []]);
  expect(replies[2]?.answer).toMatchObject({
    message: "the vendor takes no more requests for 3600 s, which is too long to wait",
  });
});

test("requests under way count as sent, so that side by side they ask for no more than there is", async () => {
  let asked = 0;
  const vendor = await startVendor({
    "/": (_, response) => {
      asked += 1;
      const rest = { "x-ratelimit-remaining": String(Math.max(0, 6 - asked)), "x-ratelimit-reset": "3600" };
      response.writeHead(asked > 6 ? 429 : 200, rest).end();
    },
  });
  const paths = Array.from({ length: 12 }, () => "/");
  const replies = await send(vendor.url, paths, { vendor: { concurrency: 4 } });
  const counts = [200, 429, "prepare: NOT_SENT_RATE_LIMIT"].map(
    (expected) => replies.filter((reply) => brief(reply) === expected).length,
  );
  expect([...counts, asked]).toEqual([6, 0, 6, 6]);
});

test("Retry-After holds up the address that it came from, and no other", async () => {
  const vendor = await startVendor({
    "/invoices": { status: 429, headers: { "retry-after": "3600" } },
    "/orders": {},
  });
  const paths = ["/invoices", "/orders", "/invoices", "/orders"];
  expect((await send(vendor.url, paths, { vendor: alone })).map(brief)).toEqual([
    429,
    200,
    "prepare: NOT_SENT_RATE_LIMIT",
    200,
  ]);
});

test("a limit of another resource holds up nothing that is known to use its own", async () => {
  const vendor = await startVendor({
    "/core": left(99, "3600", { "x-ratelimit-resource": "core" }),
    "/search": left(0, "3600", { "x-ratelimit-resource": "search" }),
    "/unknown": {},
  });
  const paths = ["/core", "/search", "/core", "/search", "/unknown"];
  const held = "prepare: NOT_SENT_RATE_LIMIT";
  expect((await send(vendor.url, paths, { vendor: alone })).map(brief)).toEqual([200, 200, 200, held, held]);
});

test("a refusal that says that nothing is left is tried again after the reset, whatever its status", async () => {
  const refusal = { ...left(0), status: 403 };
  const vendor = await startVendor({ "/": [refusal, left(9)] });
  const runtime = testRuntime();
  const replies = await send(vendor.url, ["/"], { vendor: { retries: 2 }, runtime });
  expect([replies.map(brief), runtime.slept]).toEqual([[200], [5000]]);
});

test("a probe waits no longer than its own budget, and all of them no longer than the vendor's", async () => {
  const refusal = { status: 429, headers: { "retry-after": "4" } };
  const routes = Object.fromEntries(["/1", "/2", "/3"].map((path) => [path, refusal]));
  const vendor = await startVendor(routes);
  const runtime = testRuntime();
  const wait = { probeMs: 9000, vendorMs: 14_000 };
  const replies = await send(vendor.url, Object.keys(routes), { vendor: { ...alone, retries: 9, wait }, runtime });
  expect([replies.map(brief), runtime.slept.length <= 6]).toEqual([[429, 429, 429], true]);
});

test("what could change something is not sent again", async () => {
  const vendor = await startVendor({ "/": { status: 503 } });
  const replies = await send(vendor.url, ["POST /"], { vendor: { retries: 3, fallbackServers: [`${vendor.url}/eu`] } });
  expect([replies.map(brief), vendor.received.length]).toEqual([[503], 1]);
});
