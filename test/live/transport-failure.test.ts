import { constants, type Http2ServerResponse } from "node:http2";
import type { Socket } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Vendor } from "../../src/config/schema.ts";
import { nodeNetwork } from "../../src/runtime/network.ts";
import { certificate } from "../support/certificate.ts";
import { startHttp2 } from "../support/http2.ts";
import { startProxy } from "../support/proxy.ts";
import { testRuntime } from "../support/runtime.ts";
import { startRaw } from "../support/socket.ts";
import { brief, send } from "./sending.ts";

/** What a server says when it has been asked. */
type Says = (socket: Socket) => void;

const say = (...parts: readonly (string | Buffer)[]): Says => {
  return (socket) => {
    for (const part of parts) socket.write(part);
  };
};
const head = (...headers: readonly string[]) =>
  `HTTP/1.1 200 OK\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;
const bytes = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const then = (says: Says, end: Says): Says => {
  return (socket) => {
    says(socket);
    setImmediate(() => end(socket));
  };
};
const reset: Says = (socket) => void socket.resetAndDestroy();
const close: Says = (socket) => void socket.end();

/** Repeats a text until nobody listens any more. */
const endlessly = (start: string, text: string): Says => {
  return (socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.write(start);
    socket.on("drain", more);
    more();
  };
};

const json = head("content-type: application/json", "connection: close");
const gzip = (body: Buffer) => [head("content-encoding: gzip", `content-length: ${body.length}`), body];
const bomb = gzipSync(bytes(100));

test.each<[name: string, says: Says, expected: string, vendor?: Partial<Vendor>]>([
  ["resets the connection", reset, "headers: ECONNRESET"],
  ["closes the connection", close, "headers: UND_ERR_SOCKET"],
  ["speaks another protocol", say("220 mail.shop.test ESMTP\r\n"), "headers: HTTPParserError"],
  ["answers nothing", () => undefined, "headers: UND_ERR_HEADERS_TIMEOUT", { timeouts: { headersMs: 100 } }],
  [
    "never ends its headers",
    endlessly("HTTP/1.1 200 OK\r\n", "x-more: more\r\n".repeat(100)),
    "headers: UND_ERR_HEADERS_OVERFLOW",
  ],
  [
    "never ends one header",
    endlessly("HTTP/1.1 200 OK\r\nx-long: ", "long".repeat(100)),
    "headers: UND_ERR_HEADERS_OVERFLOW",
  ],
  [
    "resets within a body",
    then(say(head("content-length: 9"), "half"), reset),
    expect.stringMatching(/^body: (ECONNRESET|UND_ERR_SOCKET)$/),
  ],
  ["closes before its content-length", then(say(head("content-length: 9"), "half"), close), "body: UND_ERR_SOCKET"],
  [
    "says two lengths",
    say(head("content-length: 4", "content-length: 5"), "four"),
    "headers: UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  ],
  ["closes within chunks", then(say(head("transfer-encoding: chunked"), "9\r\nhalf"), close), "body: UND_ERR_SOCKET"],
  ["closes within JSON of no length", then(say(json, '{"half": '), close), "body: UNFRAMED_BODY"],
  ["sends no number of a chunk", say(head("transfer-encoding: chunked"), "zz\r\n"), "body: HTTPParserError"],
  [
    "stops within a body",
    say(head("content-length: 9"), "half"),
    "body: UND_ERR_BODY_TIMEOUT",
    { timeouts: { bodyMs: 100 } },
  ],
  ["trickles", (socket) => trickle(socket), "body: DEADLINE", { totalMs: 300 }],
  ["sends no gzip", say(...gzip(Buffer.from("no gzip at all"))), "body: Z_DATA_ERROR"],
  ["sends half of its gzip", say(...gzip(gzipSync("whole").subarray(0, 12))), "body: Z_BUF_ERROR"],
  ["sends an unknown coding", say(head("content-encoding: zopfli", "content-length: 1"), "z"), "body: RangeError"],
  ["sends 100 MB", say(head("content-length: 104857600"), bytes(100)), "body: BodyTooLargeError"],
  ["sends without end", endlessly(head("connection: close"), "more".repeat(10_000)), "body: BodyTooLargeError"],
  ["sends a bomb", say(...gzip(bomb)), "body: BodyTooLargeError"],
  [
    "sends a bomb in a bomb",
    say(head("content-encoding: br, gzip", "connection: close"), gzipSync(brotliCompressSync(bytes(100)))),
    "body: BodyTooLargeError",
  ],
])("a server that %s fails in its phase", async (_, says, expected, vendor = {}) => {
  const address = await startRaw((socket) => socket.once("data", () => says(socket)));
  expect((await send(`http://${address}`, ["/"], { vendor })).map(brief)).toEqual([expected]);
});

/** A byte after the other, so that no single wait is long. */
function trickle(socket: Socket): void {
  socket.write(head("content-length: 100000"));
  const timer = setInterval(() => socket.write("."), 20);
  socket.once("close", () => clearInterval(timer));
}

test.each<[name: string, onSocket: (socket: Socket) => void, expected: string]>([
  ["a handshake that never comes", () => undefined, "tls: UND_ERR_CONNECT_TIMEOUT"],
  ["a handshake that is cut off", (socket) => void socket.once("data", () => socket.destroy()), "tls: ECONNRESET"],
])("%s fails in its phase", async (_, onSocket, expected) => {
  const address = await startRaw(onSocket);
  const vendor = { timeouts: { connectMs: 100 } };
  expect((await send(`https://${address}`, ["/"], { vendor })).map(brief)).toEqual([expected]);
});

test("a probe ends with its time, though a connection is still being made", async () => {
  const address = await startRaw(() => undefined);
  expect((await send(`https://${address}`, ["/"], { vendor: { totalMs: 100 } })).map(brief)).toEqual(["tls: DEADLINE"]);
});

test("a proxy that forbids it is a failure of the proxy's, and no more than one", async () => {
  const proxy = await startProxy(403);
  const runtime = testRuntime({ network: nodeNetwork({ HTTPS_PROXY: proxy.url }) });
  const replies = await send("https://shop.test", ["/"], { runtime, vendor: { retries: 2 } });
  expect([...replies.map(brief), proxy.asked]).toEqual(["proxy: PROXY_403", ["CONNECT shop.test:443"]]);
});

/** A number of a stream's error code. */
const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

test.each<[name: string, answer: (response: Http2ServerResponse) => void, expected: string | number]>([
  ["answers", (response) => response.end("hello"), 200],
  ["resets the stream", ({ stream }) => stream.close(NGHTTP2_INTERNAL_ERROR), "headers: ERR_HTTP2_STREAM_ERROR"],
  ["cancels the stream", ({ stream }) => stream.close(NGHTTP2_CANCEL), "headers: UND_ERR_INFO"],
  ["refuses the stream", ({ stream }) => stream.close(NGHTTP2_REFUSED_STREAM), "headers: ERR_HTTP2_STREAM_ERROR"],
  ["goes away", ({ stream }) => stream.session?.goaway(0), "headers: UND_ERR_SOCKET"],
  [
    "breaks the session",
    ({ stream }) => stream.session?.destroy(),
    expect.stringMatching(/^headers: UND_ERR_(INFO|SOCKET)$/),
  ],
  ["answers nothing", () => undefined, "headers: UND_ERR_HEADERS_TIMEOUT"],
  ["stops within a body", (response) => void response.write("half"), "body: UND_ERR_BODY_TIMEOUT"],
  [
    "resets within a body",
    (response) => void response.write("half", () => response.stream.close(NGHTTP2_INTERNAL_ERROR)),
    "body: ERR_HTTP2_STREAM_ERROR",
  ],
  ["sends too much", (response) => response.end(bytes(11)), "body: BodyTooLargeError"],
])("a server that %s over HTTP/2", async (_, answer, expected) => {
  const { key, cert } = await certificate();
  const { url } = await startHttp2({ key, cert }, (_request, response) => answer(response));
  const runtime = testRuntime({ network: nodeNetwork({}, cert) });
  const vendor = { timeouts: { headersMs: 200, bodyMs: 200 } };
  expect((await send(url, ["/"], { vendor, runtime })).map(brief)).toEqual([expected]);
});
