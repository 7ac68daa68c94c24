import { createServer } from "node:net";
import { Agent } from "undici";
import { expect, test } from "vitest";
import type { Network } from "../../src/runtime/index.ts";
import { order } from "../check/team.ts";
import { certificate } from "../support/certificate.ts";
import { startProxy } from "../support/proxy.ts";
import { startRaw } from "../support/socket.ts";
import { listen, type Route, startVendor } from "../support/vendor.ts";
import { type Night, outcome } from "./night.ts";

const quick = { timeouts: { headersMs: 150, bodyMs: 150 } };

/** The outcome, and the phase and code that failed. */
async function failing(night: Night): Promise<readonly [string, string | undefined]> {
  const { brief, found } = await outcome(night);
  return [brief, found?.steps[1]?.evidence[0]];
}

const unknown = "network at 2, certain: unknown";

test.each<[name: string, server: () => Promise<string>, phase: string]>([
  // Longer than a label may be, so no resolver is asked.
  ["a name that does not resolve", async () => `http://${"a".repeat(64)}.test`, "dns"],
  ["a port where nobody listens", async () => `http://127.0.0.1:${await closedPort()}`, "connect"],
  [
    "a handshake that is cut off",
    async () => `https://${await startRaw((socket) => socket.once("data", () => socket.destroy()))}`,
    "tls",
  ],
  [
    "https where only http is spoken",
    async () => `https://${await startRaw((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))}`,
    "tls",
  ],
  ["a server that hangs up at once", async () => `http://${await startRaw((socket) => socket.destroy())}`, "headers"],
  [
    "a server that speaks another protocol",
    async () => `http://${await startRaw((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"))}`,
    "headers",
  ],
  [
    "a header that never ends",
    async () => `http://${await startRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(99_999)}`))}`,
    "headers",
  ],
])("%s", async (_, start, phase) => {
  expect(await failing({ vendor: { server: await start() } })).toEqual([
    unknown,
    expect.stringMatching(new RegExp(`^${phase}: `)),
  ]);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

test.each<[name: string, route: Route, expected: string]>([
  ["an answer that never comes", () => undefined, "headers: UND_ERR_HEADERS_TIMEOUT"],
  [
    "a connection that is reset before the answer",
    ({ socket }) => void socket.resetAndDestroy(),
    "headers: ECONNRESET",
  ],
  ["a connection that ends before the answer", ({ socket }) => void socket.destroy(), "headers: UND_ERR_SOCKET"],
  [
    "a body that stops coming",
    (_, response) => void response.writeHead(200, { "content-length": 10 }).write("abc"),
    "body: UND_ERR_BODY_TIMEOUT",
  ],
  [
    "a body that is cut off",
    ({ socket }, response) => {
      response.writeHead(200, { "content-length": 10 }).write("abc", () => socket.destroy());
    },
    "body: UND_ERR_SOCKET",
  ],
  [
    "a body in chunks that is cut off",
    ({ socket }, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write("[", () => socket.destroy());
    },
    "body: UND_ERR_SOCKET",
  ],
  ["broken gzip", { headers: { "content-encoding": "gzip" }, body: "no gzip" }, "body: Z_DATA_ERROR"],
  [
    "gzip that is cut off",
    { headers: { "content-encoding": "gzip" }, body: Buffer.from("1f8b08000000000000ff", "hex") },
    "body: Z_BUF_ERROR",
  ],
  ["broken brotli", { headers: { "content-encoding": "br" }, body: "no brotli" }, "body: ERR__ERROR_FORMAT"],
])("%s", async (_, route, expected) => {
  const night = { routes: { "/orders/o1": route }, vendor: quick };
  expect(await failing(night)).toEqual([unknown, expect.stringContaining(expected)]);
});

test.each<[name: string, made: Parameters<typeof certificate>[0], isTrusted: boolean, code: string]>([
  ["self-signed", {}, false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["expired", { days: [-2, -1] }, true, "CERT_HAS_EXPIRED"],
  ["not valid yet", { days: [1, 2] }, true, "CERT_NOT_YET_VALID"],
  ["for another host", { names: ["other.test"] }, true, "ERR_TLS_CERT_ALTNAME_INVALID"],
])("a certificate that is %s", async (_, made, isTrusted, code) => {
  const { key, cert } = await certificate(made);
  const { url } = await startVendor({ "/orders/o1": { body: order } }, { key, cert });
  const night = { vendor: { server: url }, ...(isTrusted && { runtime: { network: trusting(cert) } }) };
  expect(await failing(night)).toEqual([unknown, `tls: ${code}`]);
});

/** A network that trusts one certificate more than this machine does. */
function trusting(ca: string): Network {
  return {
    open: async ({ timeoutMs }) => new Agent({ connect: { ca, timeout: timeoutMs } }),
    addresses: async () => [],
    reach: async () => undefined,
  };
}

test("a TLS version that is too old", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
  const { url } = await startVendor({}, { ...(await certificate()), ...old });
  const night = { vendor: { server: url } };
  expect(await failing(night)).toEqual([unknown, expect.stringMatching(/^tls: ERR_SSL_\w+$/)]);
});

test.each([403, 407, 502])("a proxy that refuses to connect, with %i", async (status) => {
  const proxy = await startProxy(status);
  const night = {
    vendor: { server: "https://shop.test" },
    runtime: { env: { HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" } },
  };
  expect(await failing(night)).toEqual([unknown, expect.stringMatching(/^proxy: /)]);
});

/** Newer versions of Node have some for whoever trusts the certificate. */
const adviceOfNode = /; if the root CA is installed locally.*/;

test("the phases that were finished are told, with the certificate", async () => {
  const { key, cert } = await certificate();
  const { url } = await startVendor({ "/orders/o1": ({ socket }) => void socket.destroy() }, { key, cert });
  const { found } = await outcome({ vendor: { server: url } });
  expect(
    found?.steps[1]?.evidence.map((one) => one.replaceAll(/\d+ ms|\d{4}-\S+/g, "…").replace(adviceOfNode, "")),
  ).toEqual([
    "tls: DEPTH_ZERO_SELF_SIGNED_CERT",
    "self-signed certificate",
    "finished: connect …",
    "over TLSv1.3",
    "its certificate is valid from … to …",
  ]);
});
