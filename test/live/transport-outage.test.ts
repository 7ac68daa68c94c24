import { createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import type { Vendor } from "../../src/config/schema.ts";
import { testRuntime } from "../support/runtime.ts";
import { startRaw } from "../support/socket.ts";
import { listen, type Reply, startVendor } from "../support/vendor.ts";
import { brief, send } from "./sending.ts";

const down: Reply = { status: 503 };
const fine: Reply = { status: 200 };
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const asked = (count: number) => times(count, "/");
const held = (count: number) => times(count, "prepare: NOT_SENT_DEPENDENCY");

/** An address where nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return `http://127.0.0.1:${port}`;
}

const alone = { concurrency: 1 };

test.each<[name: string, route: readonly Reply[], expected: readonly (string | number)[], sent: number]>([
  ["stays down gets one more try, and then nothing", [down], [...times(6, 503), ...held(4)], 6],
  ["is back at that try goes on", [...times(5, down), fine], [...times(5, 503), 200, 200, 200, 200, 200], 10],
  [
    "is back, and down again, gets another one",
    [...times(5, down), fine, ...times(5, down), fine],
    [...times(5, 503), 200, ...times(5, 503), 200],
    12,
  ],
  [
    "fails now and then is asked on",
    [...times(4, down), fine, ...times(4, down), fine],
    [...times(4, 503), 200, ...times(4, 503), 200],
    10,
  ],
])("a server that %s", async (_, route, expected, sent) => {
  const vendor = await startVendor({ "/": route });
  const runtime = testRuntime();
  const replies = await send(vendor.url, asked(expected.length), { vendor: alone, runtime });
  expect([replies.map(brief), vendor.received.length]).toEqual([expected, sent]);
});

test("a server that cannot be reached is left alone, and told as such", async () => {
  const runtime = testRuntime();
  const replies = await send(await nowhere(), asked(8), { vendor: alone, runtime });
  const refused = "connect: ECONNREFUSED";
  const unsent = "prepare: NOT_SENT_NETWORK";
  expect([replies.map(brief), runtime.slept]).toEqual([[...times(6, refused), unsent, unsent], [5000]]);
  expect(replies[7]?.answer).toMatchObject({
    message: "5 requests in a row failed, and one more later, the last one with ECONNREFUSED",
  });
});

test("what the vendor answered tells more than why it is not asked again", async () => {
  const vendor = await startVendor({ "/": down });
  const replies = await send(vendor.url, asked(8), { vendor: { ...alone, retries: 2 } });
  expect([replies.map(brief), vendor.received.length]).toEqual([[...times(6, 503), ...held(2)], 6]);
});

test.each<[name: string, status: number, vendor: Partial<Vendor>, expected: readonly unknown[]]>([
  ["is down", 503, {}, [200, "/eu/orders"]],
  ["refuses", 400, {}, [400, undefined]],
  ["limits", 429, {}, [429, undefined]],
])("a server that %s is stood in for only where it is down", async (_, status, vendor, expected) => {
  const server = await startVendor({ "/us/orders": { status }, "/eu/orders": fine });
  const fallbackServers = [`${server.url}/eu/`];
  const [reply] = await send(`${server.url}/us`, ["/orders"], { vendor: { ...vendor, fallbackServers } });
  expect([reply && brief(reply), reply?.request?.url.pathname]).toEqual(expected);
});

test("servers are asked in order, each as often as it may be, until one is not down", async () => {
  const server = await startVendor({ "/1/orders": down, "/2/orders": fine, "/3/orders": fine });
  const fallbackServers = [`${server.url}/1`, `${server.url}/2`, `${server.url}/3`];
  const replies = await send(await nowhere(), ["/orders"], { vendor: { retries: 1, fallbackServers } });
  expect([replies.map(brief), server.received.map(({ url }) => url)]).toEqual([
    [200],
    ["/1/orders", "/1/orders", "/2/orders"],
  ]);
});

test("a server that is left alone costs its stand-in nothing", async () => {
  const [first, second] = [await startVendor({ "/": down }), await startVendor({ "/": fine })];
  const replies = await send(first.url, asked(9), { vendor: { ...alone, fallbackServers: [second.url] } });
  expect([replies.map(brief), first.received.length, second.received.length]).toEqual([times(9, 200), 6, 9]);
});

test("of twelve vendors side by side, one that hangs holds up nobody else", async () => {
  const sockets: Socket[] = [];
  const hanging = await startRaw((socket) => sockets.push(socket));
  const others = await Promise.all(times(11, "/").map((path) => startVendor({ [path]: fine })));
  let hasEnded = false;
  const hung = send(`http://${hanging}`, asked(2)).finally(() => {
    hasEnded = true;
  });
  const replies = await Promise.all(others.map(({ url }) => send(url, asked(4))));
  expect([replies.flat().map(brief), hasEnded]).toEqual([times(44, 200), false]);
  for (const socket of sockets) socket.destroy();
  expect((await hung).map(brief)).toEqual(times(2, "headers: UND_ERR_SOCKET"));
});

test("a probe that hangs costs no more than its own time", async () => {
  const hanging = await startRaw(() => undefined);
  const replies = await send(`http://${hanging}`, asked(3), { vendor: { totalMs: 100, retries: 5 } });
  expect(replies.map(brief)).toEqual(times(3, "headers: DEADLINE"));
});
