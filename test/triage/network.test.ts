import { createServer, type Server, type Socket } from "node:net";
import { generate } from "selfsigned";
import { Agent } from "undici";
import { expect, onTestFinished, test } from "vitest";
import type { Network } from "../../src/runtime/index.ts";
import { listen, type Route, startVendor } from "../support/vendor.ts";
import { brief, type Circumstances, diagnose } from "./night.ts";

const quick = { vendor: { timeoutMs: 100 } };

/** A TCP server that is no web server. */
async function listenRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onSocket(socket);
  });
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${port}`;
}

async function failing(circumstances: Circumstances): Promise<string> {
  const diagnosis = await diagnose(circumstances);
  return `${brief(diagnosis)}: ${diagnosis?.steps[1]?.evidence[0]}`;
}

test("a name that does not resolve", async () => {
  const server = `http://${"a".repeat(64)}.test`; // longer than a label may be, so no resolver is asked
  expect(await failing({ server })).toMatch(/^network at 2, certain: dns: (ENOTFOUND|EAI_\w+)$/);
});

test("a port where nobody listens", async () => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  expect(await failing({ server: `http://127.0.0.1:${port}` })).toBe("network at 2, certain: connect: ECONNREFUSED");
});

test("a handshake that never comes", async () => {
  const address = await listenRaw(() => undefined);
  expect(await failing({ server: `https://${address}`, ...quick })).toBe(
    "network at 2, certain: tls: UND_ERR_CONNECT_TIMEOUT",
  );
});

test("a handshake that is cut off", async () => {
  const address = await listenRaw((socket) => socket.once("data", () => socket.destroy()));
  expect(await failing({ server: `https://${address}` })).toBe("network at 2, certain: tls: ECONNRESET");
});

test("https where only http is spoken", async () => {
  const address = await listenRaw((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  expect(await failing({ server: `https://${address}` })).toMatch(/^network at 2, certain: tls: (EPROTO|ERR_SSL_\w+)$/);
});

test.each<[name: string, route: Route, expected: string]>([
  ["an answer that never comes", () => undefined, "headers: UND_ERR_HEADERS_TIMEOUT"],
  [
    "a connection that is reset before the answer",
    (request) => void request.socket.resetAndDestroy(),
    "headers: ECONNRESET",
  ],
  ["a connection that ends before the answer", (request) => void request.socket.destroy(), "headers: UND_ERR_SOCKET"],
  [
    "an answer that is no HTTP",
    (request) => void request.socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    "headers: HTTPParserError",
  ],
  [
    "a body that stops coming",
    (_, response) => void response.writeHead(200, { "content-length": 10 }).write("abc"),
    "body: UND_ERR_BODY_TIMEOUT",
  ],
  [
    "a body that is cut off",
    (request, response) => {
      response.writeHead(200, { "content-length": 10 }).write("abc", () => request.socket.destroy());
    },
    "body: UND_ERR_SOCKET",
  ],
  ["broken gzip", { headers: { "content-encoding": "gzip" }, body: "no gzip" }, "body: Z_DATA_ERROR"],
])("%s", async (_, route, expected) => {
  const { url } = await startVendor({ "/orders/o1": route });
  expect(await failing({ server: url, ...quick })).toBe(`network at 2, certain: ${expected}`);
});

const day = 24 * 3600 * 1000;
const names = (...ips: string[]) => ({
  extensions: [{ name: "subjectAltName" as const, altNames: ips.map((ip) => ({ type: 7 as const, ip })) }],
});

test.each([
  ["self-signed", {}, names("127.0.0.1"), false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  [
    "expired",
    { notBeforeDate: new Date(Date.now() - 2 * day), notAfterDate: new Date(Date.now() - day) },
    names("127.0.0.1"),
    true,
    "CERT_HAS_EXPIRED",
  ],
  [
    "not valid yet",
    { notBeforeDate: new Date(Date.now() + day), notAfterDate: new Date(Date.now() + 2 * day) },
    names("127.0.0.1"),
    true,
    "CERT_NOT_YET_VALID",
  ],
  ["for another host", {}, names("127.0.0.2"), true, "ERR_TLS_CERT_ALTNAME_INVALID"],
])("a certificate that is %s", async (_, dates, extensions, isTrusted, code) => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "vendor" }], {
    keyType: "ec",
    ...dates,
    ...extensions,
  });
  const { url } = await startVendor({}, { key, cert });
  const runtime = isTrusted ? { runtime: { network: trusting(cert) } } : {};
  expect(await failing({ server: url, ...runtime })).toBe(`network at 2, certain: tls: ${code}`);
});

test("a TLS version that is too old", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "vendor" }], {
    keyType: "ec",
    ...names("127.0.0.1"),
  });
  const { url } = await startVendor(
    {},
    { key, cert, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
  );
  expect(await failing({ server: url })).toMatch(/^network at 2, certain: tls: ERR_SSL_\w+$/);
});

/** A network that trusts one certificate more than this machine does. */
function trusting(ca: string): Network {
  return {
    open: async ({ timeoutMs }) => new Agent({ connect: { ca, timeout: timeoutMs } }),
    addresses: async () => [],
    reach: async () => undefined,
  };
}

test.each([
  ["a private address that is not allowed", { allowPrivate: false }, {}, "consumer at 6, certain"],
  ["a header that no request can have", {}, { headers: { "x-note": "a\nb" } }, "consumer at 6, certain"],
])("%s is our own doing", async (_, vendor, probe, expected) => {
  const { url } = await startVendor();
  expect(brief(await diagnose({ server: url, vendor, probe }))).toBe(expected);
});

test("a body that is larger than is ever read is our own doing", async () => {
  const { url } = await startVendor({ "/orders/o1": { body: Buffer.alloc(11 * 1024 * 1024) } });
  expect(brief(await diagnose({ server: url }))).toBe("consumer at 6, certain");
});
